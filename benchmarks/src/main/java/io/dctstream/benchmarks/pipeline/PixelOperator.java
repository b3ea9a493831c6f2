package io.dctstream.benchmarks.pipeline;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.dctstream.benchmarks.networks.Filler;
import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.Prediction;
import io.dctstream.jpegdct.TensorLayout;
import io.dctstream.jpegdct.Warnings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * The opponent: decodes to RGB straight into the batch that forms, while the model runs another on
 * a thread of its own, and drains before barriers, as {@link
 * io.dctstream.inference.InferenceOperator} does. A picture that cannot be decoded fails the job.
 */
final class PixelOperator extends AbstractStreamOperator<Prediction>
    implements OneInputStreamOperator<ImageRecord, Prediction>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /** A batch and whose images are in it. */
  private record Load(FilledBatch batch, List<ImageRecord> images) {}

  private final transient MailboxExecutor mailbox;
  private final transient byte[] onnx;
  private final transient TensorLayout layout;
  private final transient int labels;
  private final transient int batchSize;

  private transient OrtSession session;
  private transient ExecutorService modelThread;
  private transient Load filling;
  private transient Load spare;
  private transient Load running;

  PixelOperator(
      StreamOperatorParameters<Prediction> parameters,
      byte[] onnx,
      TensorLayout layout,
      int labels,
      int batchSize) {
    super(parameters);
    this.mailbox = parameters.getMailboxExecutor();
    this.onnx = onnx;
    this.layout = layout;
    this.labels = labels;
    this.batchSize = batchSize;
  }

  @Override
  public void open() throws Exception {
    super.open();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setMemoryPatternOptimization(false);
      session = OrtEnvironment.getEnvironment().createSession(onnx, options);
    }
    filling = newLoad();
    spare = newLoad();
    modelThread = Executors.newSingleThreadExecutor();
  }

  @Override
  public void processElement(StreamRecord<ImageRecord> record) throws Exception {
    while (filling.batch().isFull()) {
      mailbox.yield();
    }
    filling.batch().add(record.getValue().bytes());
    filling.images().add(record.getValue());
    runIfFree();
  }

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
    if (modelThread != null) {
      modelThread.shutdown();
      modelThread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      for (Load load : new Load[] {filling, spare, running}) {
        if (load != null) {
          load.batch().close();
        }
      }
      session.close();
    }
    super.close();
  }

  private Load newLoad() throws Exception {
    List<String> names = IntStream.range(0, labels).mapToObj(Integer::toString).toList();
    Filler filler = Filler.ofPixels(layout, batchSize, (int) session.getNumInputs());
    return new Load(new FilledBatch(session, filler, batchSize, names), new ArrayList<>());
  }

  private void runIfFree() {
    if (running != null || filling.images().isEmpty()) {
      return;
    }
    Load load = filling;
    running = load;
    filling = spare;
    spare = null;
    modelThread.execute(
        () -> {
          try {
            load.batch().run();
            List<Prediction> predictions = predictions(load);
            mailbox.execute(() -> emit(load, predictions), "emit a batch");
          } catch (Exception e) {
            mailbox.execute(
                () -> {
                  throw new FlinkRuntimeException("The model's thread failed", e);
                },
                "fail");
          }
        });
  }

  private static List<Prediction> predictions(Load load) throws Exception {
    long now = System.currentTimeMillis();
    List<Prediction> predictions = new ArrayList<>();
    for (int slot = 0; slot < load.images().size(); slot++) {
      ImageRecord image = load.images().get(slot);
      predictions.add(
          new Prediction(
              image.id(),
              image.origin(),
              image.timestamp(),
              "rgb",
              "1",
              load.batch().top(slot),
              Warnings.NONE,
              now));
    }
    return predictions;
  }

  private void emit(Load load, List<Prediction> predictions) {
    load.batch().clear();
    load.images().clear();
    running = null;
    spare = load;
    runIfFree();
    predictions.forEach(
        prediction -> output.collect(new StreamRecord<>(prediction, prediction.timestamp())));
  }

  private void drain() throws Exception {
    while (running != null || !filling.images().isEmpty()) {
      runIfFree();
      mailbox.yield();
    }
  }
}
