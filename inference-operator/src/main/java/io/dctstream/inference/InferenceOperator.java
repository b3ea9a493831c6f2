package io.dctstream.inference;

import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Prediction;
import io.dctstream.contract.Reject;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Packed coefficients to predictions, in micro-batches that form while the model is busy; the
 * package page has the idea. Images that the model fails on go to the side output {@link #REJECTS}:
 * input = output + rejects.
 *
 * <p>Everything but the run of the model happens on the task's thread. There are two batches:
 * {@link #filling}, and the one that is {@link #running} or else {@link #spare}.
 */
public final class InferenceOperator extends AbstractStreamOperator<Prediction>
    implements OneInputStreamOperator<PackedImage, Prediction>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /** The images that could not be classified. */
  public static final OutputTag<Reject> REJECTS =
      new OutputTag<>("inference-rejects", TypeInformation.of(Reject.class));

  private final transient MailboxExecutor mailbox;
  private final transient String modelPath;
  private final transient InferenceSettings settings;

  private transient OnnxModel model;
  private transient List<Batch> batches;
  private transient ExecutorService modelThread;
  private transient InferenceMetrics figures;

  private transient MicroBatch filling;
  private transient MicroBatch running;
  private transient Batch spare;

  InferenceOperator(
      StreamOperatorParameters<Prediction> parameters,
      String modelPath,
      InferenceSettings settings) {
    super(parameters);
    this.mailbox = parameters.getMailboxExecutor();
    this.modelPath = modelPath;
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    model = ModelFile.open(modelPath, settings.threads(), settings.device());
    batches = List.of(model.newBatch(settings.batchSize()), model.newBatch(settings.batchSize()));
    filling = new MicroBatch(batches.get(0));
    spare = batches.get(1);
    modelThread = Executors.newSingleThreadExecutor(new ExecutorThreadFactory("model"));
    figures = new InferenceMetrics(getMetricGroup(), this::inFlight);
  }

  @Override
  public void processElement(StreamRecord<PackedImage> record) throws Exception {
    PackedImage image = record.getValue();
    figures.arrived();
    while (filling.isFull()) {
      mailbox.yield(); // both batches are taken: back-pressure, until a run has ended
    }
    try {
      filling.add(image);
    } catch (IllegalArgumentException e) {
      reject(Reject.of(image, e.getMessage()));
      return;
    }
    if (filling.size() == 1) {
      limitDelay(filling);
    }
    runIfReady();
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    afterImages(() -> super.processWatermark(watermark));
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    afterImages(() -> super.processWatermarkStatus(status));
  }

  @Override
  public void processLatencyMarker(LatencyMarker marker) throws Exception {
    afterImages(() -> super.processLatencyMarker(marker));
  }

  /** So that no image is in a checkpoint. */
  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    drain();
  }

  @Override
  public void endInput() throws Exception {
    drain();
  }

  @Override
  public void close() throws Exception {
    try {
      if (modelThread != null) {
        // A run cannot be interrupted, and its memory must outlive it.
        modelThread.shutdown();
        modelThread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      }
    } finally {
      if (model != null) {
        batches.forEach(Batch::close);
        model.close();
      }
      super.close();
    }
  }

  /** Lets the filling batch run after the maximum delay even if it is not full. */
  private void limitDelay(MicroBatch batch) {
    if (settings.maxDelay().isZero()) {
      batch.goAsItIs();
      return;
    }
    ProcessingTimeService time = getProcessingTimeService();
    long deadline = time.getCurrentProcessingTime() + settings.maxDelay().toMillis();
    var unused =
        time.registerTimer(
            deadline,
            now -> {
              batch.goAsItIs();
              runIfReady();
            });
  }

  private void runIfReady() {
    if (running == null && filling.isReady()) {
      run();
    }
  }

  /** Hands the filling batch to the free model and fills the other. */
  private void run() {
    MicroBatch batch = filling;
    running = batch;
    filling = new MicroBatch(spare);
    spare = null;
    modelThread.execute(
        () -> {
          ThrowingRunnable<Exception> mail;
          try {
            long start = System.nanoTime();
            MicroBatch.Outcome outcome = batch.run(model.contract(), settings.topK());
            long nanos = System.nanoTime() - start;
            mail = () -> emit(batch, outcome, nanos);
          } catch (RuntimeException | Error e) {
            mail =
                () -> {
                  throw new FlinkRuntimeException("The model's thread failed", e);
                };
          }
          post(mail);
        });
  }

  private void post(ThrowingRunnable<Exception> mail) {
    try {
      mailbox.execute(mail, "emit a batch");
    } catch (RejectedExecutionException e) {
      LOG.debug("A batch ended after its task, which closes", e);
    }
  }

  private void emit(MicroBatch batch, MicroBatch.Outcome outcome, long nanos) throws Exception {
    figures.ran(batch.size(), nanos);
    running = null;
    spare = batch.release();
    runIfReady(); // first, so that the model works while the results leave
    for (Prediction prediction : outcome.predictions()) {
      output.collect(new StreamRecord<>(prediction, prediction.timestamp()));
    }
    for (Reject reject : outcome.rejects()) {
      reject(reject);
    }
    for (ThrowingRunnable<Exception> event : batch.behind()) {
      event.run();
    }
  }

  private void reject(Reject reject) {
    figures.failed();
    output.collect(REJECTS, new StreamRecord<>(reject, reject.timestamp()));
  }

  /** Keeps the order of the stream: what follows images must not overtake them. */
  private void afterImages(ThrowingRunnable<Exception> event) throws Exception {
    if (!filling.isEmpty()) {
      filling.follow(event);
    } else if (running != null) {
      running.follow(event);
    } else {
      event.run();
    }
  }

  private void drain() throws Exception {
    while (inFlight() > 0) {
      if (running == null) {
        run();
      }
      mailbox.yield();
    }
  }

  private int inFlight() {
    MicroBatch batch = running;
    return filling.size() + (batch == null ? 0 : batch.size());
  }
}
