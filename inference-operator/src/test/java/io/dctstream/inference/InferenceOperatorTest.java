package io.dctstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.contract.ContractException;
import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Prediction;
import io.dctstream.contract.Reject;
import io.dctstream.contract.RejectCode;
import io.dctstream.inference.serving.Deployment;
import io.dctstream.inference.serving.VersionChoice;
import io.dctstream.jpegdct.Warnings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The model's thread is real. But what it has done is seen by the operator only when the test lets
 * the task read its mail, so that each test decides how long the model is busy.
 */
class InferenceOperatorTest {
  private static final int BATCH_SIZE = 3;

  @TempDir private Path directory;
  private OneInputStreamOperatorTestHarness<PackedImage, Prediction> harness;

  @BeforeEach
  void open() throws Exception {
    open(TestModel.good(), Duration.ZERO);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aLonelyImageDoesNotWait() throws Exception {
    arrive(1, 1);
    readOneMail();
    Prediction prediction = harness.extractOutputValues().get(0);
    assertThat(prediction.id()).isEqualTo("image1");
    assertThat(prediction.timestamp()).isEqualTo(1);
    assertThat(prediction.origin().text()).isEqualTo("test");
    assertThat(prediction.model()).isEqualTo("table");
    assertThat(prediction.version()).isEqualTo("7");
    assertThat(prediction.best().label()).isEqualTo("b");
    assertThat(prediction.top()).hasSize(2);
    assertThat(prediction.warnings()).isEqualTo(TestImages.WARNINGS);
  }

  @Test
  void aBatchFormsWhileTheModelIsBusy() throws Exception {
    arrive(0, 1);
    arrive(1, 2);
    arrive(2, 3);
    assertThat(ids()).isEmpty();
    readOneMail();
    assertThat(ids()).containsExactly("image1");
    readOneMail();
    assertThat(ids()).containsExactly("image1", "image2", "image3");
  }

  @Test
  void theTaskWaitsWhenBothBatchesAreTaken() throws Exception {
    arrive(0, 1);
    arrive(0, 2);
    arrive(0, 3);
    arrive(0, 4);
    assertThat(ids()).as("one batch runs, the other is full").isEmpty();
    arrive(0, 5);
    assertThat(ids()).as("the first has gone to make room").containsExactly("image1");
    readOneMail();
    assertThat(ids()).containsExactly("image1", "image2", "image3", "image4");
  }

  @Test
  void nothingIsInFlightAtABarrier() throws Exception {
    for (int image = 1; image <= 4; image++) {
      arrive(0, image);
    }
    harness.prepareSnapshotPreBarrier(1);
    assertThat(ids()).containsExactly("image1", "image2", "image3", "image4");
    OperatorSubtaskState state = harness.snapshot(1, 1);
    assertThat(state.getManagedKeyedState()).isEmpty();
    assertThat(state.getRawOperatorState()).isEmpty();
    assertThat(state.getStateSize()).as("which version serves, and nothing else").isLessThan(2000);
  }

  @Test
  void nothingIsLeftAtTheEndOfTheInput() throws Exception {
    arrive(0, 1);
    arrive(0, 2);
    harness.endInput();
    assertThat(ids()).containsExactly("image1", "image2");
  }

  @Test
  void whatFollowsImagesDoesNotOvertakeThem() throws Exception {
    LatencyMarker marker = new LatencyMarker(0, new OperatorID(), 0);
    arrive(0, 1);
    harness.processWatermark(1);
    arrive(0, 2);
    harness.getOneInputOperator().processLatencyMarker(marker);
    harness.processWatermark(2);
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    assertThat(harness.getOutput()).isEmpty();
    harness.endInput();
    assertThat(harness.getOutput())
        .extracting(InferenceOperatorTest::describe)
        .containsExactly(
            "image1", new Watermark(1), "image2", marker, new Watermark(2), WatermarkStatus.IDLE);
  }

  @Test
  void aWatermarkWithNothingBeforeItGoesAtOnce() throws Exception {
    harness.processWatermark(1);
    assertThat(harness.getOutput()).containsExactly(new Watermark(1));
  }

  @Test
  void aGuiltyImageHarmsOnlyItself() throws Exception {
    arrive(0, 1);
    arrive(1, 2);
    arrive(TestModel.MISSING_ROW, 3);
    arrive(2, 4);
    harness.endInput();
    assertThat(ids()).containsExactly("image1", "image2", "image4");
    Reject reject = rejects().get(0);
    assertThat(rejects()).hasSize(1);
    assertThat(reject.id()).isEqualTo("image3");
    assertThat(reject.code()).isEqualTo(RejectCode.INFERENCE_FAILED);
    assertThat(reject.message()).startsWith("ONNX Runtime failed on this image");
    assertThat(reject.bytes()).isEqualTo(TestImages.payload(TestModel.MISSING_ROW));
  }

  @Test
  void aDamagedPayloadHarmsOnlyItself() throws Exception {
    PackedImage good = TestImages.grey(0, 2);
    arrive(0, 1);
    harness.processElement(
        new PackedImage(good.id(), good.origin(), good.timestamp(), new byte[] {99}, Warnings.NONE),
        2);
    arrive(1, 3);
    harness.endInput();
    assertThat(ids()).containsExactly("image1", "image3");
    assertThat(rejects()).extracting(Reject::id).containsExactly("image2");
  }

  @Test
  void withAMaximumDelayTheFreeModelWaitsForMore() throws Exception {
    open(TestModel.good(), Duration.ofMillis(100));
    arrive(0, 1);
    harness.setProcessingTime(50);
    arrive(0, 2);
    harness.setProcessingTime(100);
    readOneMail();
    assertThat(ids()).as("both in one batch").containsExactly("image1", "image2");
    arrive(0, 3);
    harness.setProcessingTime(199);
    arrive(0, 4);
    arrive(0, 5);
    readOneMail();
    assertThat(ids()).as("a full batch does not wait").hasSize(5);
  }

  @Test
  void withAMaximumDelayABarrierDoesNotWait() throws Exception {
    open(TestModel.good(), Duration.ofDays(1));
    arrive(0, 1);
    harness.prepareSnapshotPreBarrier(1);
    assertThat(ids()).containsExactly("image1");
  }

  @Test
  void refusesAModelThatBreaksItsContract() {
    assertThatThrownBy(() -> open(TestModel.good().withMetadata(Map.of()), Duration.ZERO))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("model.onnx");
  }

  @Test
  void saysWhichModelIsMissing() throws Exception {
    Path file = Files.write(directory.resolve("gone.onnx"), TestModel.good().toBytes());
    OneInputStreamOperatorTestHarness<PackedImage, Prediction> missing =
        harness(file, Duration.ZERO);
    Files.delete(file);
    assertThatThrownBy(missing::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gone.onnx");
    missing.close();
  }

  private void open(TestModel model, Duration maxDelay) throws Exception {
    if (harness != null) {
      harness.close();
    }
    Path file = Files.write(directory.resolve("model.onnx"), model.toBytes());
    harness = harness(file, maxDelay);
    harness.open();
  }

  private static OneInputStreamOperatorTestHarness<PackedImage, Prediction> harness(
      Path model, Duration maxDelay) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new InferenceOperatorFactory(
            Deployment.examine(
                model.toString(), VersionChoice.parse(VersionChoice.LATEST), Duration.ofDays(1)),
            new InferenceSettings(BATCH_SIZE, maxDelay, 1, 2, Device.AUTO)));
  }

  private void arrive(int row, long timestamp) throws Exception {
    harness.processElement(TestImages.grey(row, timestamp), timestamp);
  }

  private void readOneMail() throws Exception {
    harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
  }

  private List<String> ids() {
    return harness.extractOutputValues().stream().map(Prediction::id).toList();
  }

  private List<Reject> rejects() {
    return harness.getSideOutput(InferenceOperator.REJECTS).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  private static Object describe(Object element) {
    return element instanceof StreamRecord<?> record
            && record.getValue() instanceof Prediction prediction
        ? prediction.id()
        : element;
  }
}
