package io.dctstream.inference;

import io.dctstream.contract.Comparison;
import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Prediction;
import io.dctstream.contract.Reject;
import io.dctstream.inference.serving.Deployment;
import io.dctstream.inference.serving.Lineup;
import io.dctstream.inference.serving.LiveModels;
import io.dctstream.inference.serving.LoadedModel;
import io.dctstream.inference.serving.ThreadEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
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
 * input = output + rejects. What a shadow says goes to {@link #COMPARISONS}.
 *
 * <p>Everything but the runs of the models happens on the task's thread. Which versions serve is in
 * each checkpoint; no image ever is.
 */
public final class InferenceOperator extends AbstractStreamOperator<Prediction>
    implements OneInputStreamOperator<PackedImage, Prediction>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /** The images that could not be classified. */
  public static final OutputTag<Reject> REJECTS =
      new OutputTag<>("inference-rejects", TypeInformation.of(Reject.class));

  /** What the shadow says, beside what serves, if there is a shadow. */
  public static final OutputTag<Comparison> COMPARISONS =
      new OutputTag<>("inference-comparisons", TypeInformation.of(Comparison.class));

  /** Each subtask reads those of all, so that all go on with the same. */
  private static final ListStateDescriptor<String> VERSIONS =
      new ListStateDescriptor<>("serving-versions", StringSerializer.INSTANCE);

  private final transient MailboxExecutor mailbox;
  private final transient Deployment deployment;
  private final transient InferenceSettings settings;
  private final transient QuietLog log = new QuietLog(LOG);

  private transient ListState<String> versions;
  private transient InferenceMetrics figures;
  private transient LiveModels models;
  private transient ExecutorService modelThread;

  private transient Lanes lanes;
  private transient InFlight inFlight;
  private transient int handedOver;

  InferenceOperator(
      StreamOperatorParameters<Prediction> parameters,
      Deployment deployment,
      InferenceSettings settings) {
    super(parameters);
    this.mailbox = parameters.getMailboxExecutor();
    this.deployment = deployment;
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    versions = context.getOperatorStateStore().getUnionListState(VERSIONS);
  }

  @Override
  public void open() throws Exception {
    super.open();
    figures = new InferenceMetrics(getMetricGroup());
    models = new LiveModels(deployment, settings, figures.refusedModels(), figures.failedPolls());
    List<String> restored = new ArrayList<>();
    versions.get().forEach(restored::add);
    lanes = new Lanes(models.open(restored));
    inFlight = new InFlight();
    modelThread = Executors.newSingleThreadExecutor(new ExecutorThreadFactory("model"));
    figures.show(lanes::lineup);
    models.follow(lineup -> post(() -> swap(lineup), "swap models"));
  }

  @Override
  public void processElement(StreamRecord<PackedImage> record) throws Exception {
    PackedImage image = record.getValue();
    figures.arrived(image);
    while (!lanes.of(image).hasRoom()) {
      mailbox.yield(); // back-pressure, until a run has ended; or models are swapped
    }
    Lane lane = lanes.of(image);
    MicroBatch batch = lane.filling();
    try {
      batch.add(image);
    } catch (IllegalArgumentException e) {
      reject(Reject.of(image, e.getMessage()), lane.model());
      return;
    }
    figures.taken();
    if (batch.size() == 1) {
      inFlight.begin(batch);
      limitDelay(batch);
    }
    if (batch.isFull()) {
      run(lane);
    } else {
      runNext();
    }
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    inFlight.after(() -> super.processWatermark(watermark));
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    inFlight.after(() -> super.processWatermarkStatus(status));
  }

  @Override
  public void processLatencyMarker(LatencyMarker marker) throws Exception {
    inFlight.after(() -> super.processLatencyMarker(marker));
  }

  /** So that no image is in a checkpoint. */
  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    drain();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    versions.update(lanes.lineup().versions());
  }

  @Override
  public void endInput() throws Exception {
    drain();
  }

  @Override
  public void close() throws Exception {
    try {
      if (modelThread != null) {
        ThreadEnd.await(modelThread);
      }
    } finally {
      if (models != null) {
        models.close();
      }
      super.close();
    }
  }

  /** Lets a batch run after the maximum delay even if it is not full. */
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
              runNext();
            });
  }

  /** Gives a free model thread something to do. */
  private void runNext() {
    if (handedOver == 0) {
      Lane next = lanes.next();
      if (next != null) {
        run(next);
      }
    }
  }

  /** Hands a lane's batch to the model's thread, behind those that it has. */
  private void run(Lane lane) {
    MicroBatch batch = lane.take();
    LoadedModel shadow = lanes.lineup().shadow();
    handedOver++;
    modelThread.execute(
        () -> {
          try {
            MicroBatch.Outcome outcome = batch.run(settings.topK());
            if (shadow != null) {
              post(() -> emit(batch, outcome), "emit a batch"); // it does not wait for the shadow
              MicroBatch.Outcome compared = batch.compare(shadow, settings.topK());
              post(() -> end(batch, compared), "end a batch");
            } else {
              post(() -> end(batch, outcome), "end a batch");
            }
          } catch (RuntimeException | Error e) {
            post(
                () -> {
                  throw new FlinkRuntimeException("The model's thread failed", e);
                },
                "fail");
          }
        });
  }

  private void post(ThrowingRunnable<Exception> mail, String what) {
    try {
      mailbox.execute(mail, what);
    } catch (RejectedExecutionException e) {
      LOG.debug("The task closes before it could {}", what, e);
    }
  }

  private void end(MicroBatch batch, MicroBatch.Outcome outcome) throws Exception {
    handedOver--;
    figures.ran(batch);
    batch.release();
    runNext(); // first, so that the model works while the results leave
    emit(batch, outcome);
    inFlight.end(batch);
  }

  private void emit(MicroBatch batch, MicroBatch.Outcome outcome) {
    LoadedModel model = batch.lane().model();
    for (Prediction prediction : outcome.predictions()) {
      output.collect(new StreamRecord<>(prediction, prediction.timestamp()));
    }
    figures.predicted(model.version(), outcome.predictions());
    for (Reject reject : outcome.rejects()) {
      reject(reject, model);
    }
    for (Comparison comparison : outcome.comparisons()) {
      output.collect(COMPARISONS, new StreamRecord<>(comparison, comparison.serving().timestamp()));
    }
    figures.compared(outcome.comparisons().size());
  }

  private void reject(Reject reject, LoadedModel model) {
    figures.rejected();
    log.warn(
        "reject", "%s was rejected by %s: %s".formatted(reject.origin(), model, reject.message()));
    output.collect(REJECTS, new StreamRecord<>(reject, reject.timestamp()));
  }

  /** Serves with other models from now on; those that are left out finish what they have. */
  private void swap(Lineup next) throws Exception {
    Lineup before = lanes.lineup();
    LOG.info("{}: {} takes over from {}", deployment.path(), next, before);
    for (Lane lane : lanes.all()) {
      if (!next.serving().contains(lane.model()) && !lane.isEmpty()) {
        run(lane);
      }
    }
    lanes.swap(next);
    figures.swapped();
    Set<LoadedModel> left = before.models();
    left.removeAll(next.models());
    inFlight.after(() -> models.retire(left));
  }

  private void drain() throws Exception {
    while (!inFlight.isEmpty()) {
      for (Lane lane : lanes.all()) {
        if (!lane.isEmpty()) {
          run(lane);
        }
      }
      mailbox.yield();
    }
  }
}
