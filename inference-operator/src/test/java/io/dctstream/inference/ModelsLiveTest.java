package io.dctstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.dctstream.contract.Comparison;
import io.dctstream.contract.LabelScore;
import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Prediction;
import io.dctstream.inference.serving.Deployment;
import io.dctstream.inference.serving.ModelsFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups.UnregisteredTaskMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The operator with a directory of versions, which it looks at from a thread of its own. */
@Timeout(60) // for what is waited for
class ModelsLiveTest {
  private static final int BATCH_SIZE = 3;
  private static final Duration OFTEN = Duration.ofMillis(10);
  private static final Duration NEVER = Duration.ofDays(1);

  /** Answers c where {@link TestModel#good} answers a. */
  private static final float[] ANOTHER_OPINION = {0, 1, 3};

  private final List<OneInputStreamOperatorTestHarness<PackedImage, Prediction>> harnesses =
      new ArrayList<>();
  private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
  private ModelsFolder folder;

  @BeforeEach
  void publishTheFirst(@TempDir Path directory) throws Exception {
    folder = new ModelsFolder(directory).publish("1");
  }

  @AfterEach
  void close() throws Exception {
    for (OneInputStreamOperatorTestHarness<PackedImage, Prediction> harness : harnesses) {
      harness.close();
    }
  }

  @Test
  void aNewVersionTakesOverBetweenBatches() throws Exception {
    var harness = open("latest", OFTEN);
    arrive(harness, 0, 1);
    arrive(harness, 1, 2);
    harness.processWatermark(2);
    folder.publish("2", TestModel.version("2").withTable(ANOTHER_OPINION));
    readMailUntil(harness, () -> counter(InferenceMetrics.SWAPS) == 1);
    arrive(harness, 0, 3);
    harness.processWatermark(3);
    harness.endInput();

    assertThat(harness.extractOutputValues())
        .extracting(Prediction::id, Prediction::version, prediction -> prediction.best().label())
        .containsExactly(
            tuple("image1", "1", "a"), tuple("image2", "1", "b"), tuple("image3", "2", "c"));
    assertThat(harness.getOutput())
        .extracting(ModelsLiveTest::describe)
        .containsExactly("image1", "image2", new Watermark(2), "image3", new Watermark(3));
    assertThat(gauge(InferenceMetrics.MODEL_VERSION)).isEqualTo("2");
  }

  @Test
  void aBrokenVersionIsRefusedAndTheOldOneServesOn() throws Exception {
    var harness = open("latest", OFTEN);
    folder.publish("2", TestModel.version("2").withoutNumbers());
    await(() -> counter(InferenceMetrics.REFUSED_MODELS) == 1);
    arrive(harness, 0, 1);
    harness.prepareSnapshotPreBarrier(1);
    folder.publish("3");
    readMailUntil(harness, () -> counter(InferenceMetrics.SWAPS) == 1);
    arrive(harness, 0, 2);
    harness.endInput();
    assertThat(harness.extractOutputValues())
        .extracting(Prediction::version)
        .containsExactly("1", "3");
    assertThat(counter(InferenceMetrics.REFUSED_MODELS)).isEqualTo(1);
  }

  @Test
  void eachImageGoesToTheVersionOfItsShare() throws Exception {
    folder.publish("2", TestModel.version("2").withTable(ANOTHER_OPINION));
    var harness = open("1=70,2=30", NEVER);
    for (int image = 0; image < 200; image++) {
      arrive(harness, 0, image);
      if (image % 50 == 0) {
        harness.processWatermark(image);
      }
    }
    harness.endInput();

    assertThat(harness.extractOutputValues())
        .extracting(Prediction::id)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 200).mapToObj(image -> "image" + image).toList());
    assertThat(harness.extractOutputValues())
        .allMatch(
            prediction ->
                prediction.best().label().equals(prediction.version().equals("1") ? "a" : "c"));
    assertThat(harness.extractOutputValues().stream().filter(p -> p.version().equals("2")).count())
        .isBetween(30L, 90L);
    assertNoImageIsLate(harness);
  }

  @Test
  void aShadowIsComparedAndChangesNothing() throws Exception {
    folder.publish("2", TestModel.version("2").withTable(ANOTHER_OPINION, ANOTHER_OPINION));
    var harness = open("1,shadow=2", NEVER);
    arrive(harness, 0, 1);
    arrive(harness, 1, 2);
    arrive(harness, 2, 3); // the shadow's table has no such row
    arrive(harness, TestModel.NAN_ROW, 4);
    harness.endInput();

    assertThat(harness.extractOutputValues())
        .extracting(Prediction::id, Prediction::version, prediction -> prediction.best().label())
        .containsExactly(
            tuple("image1", "1", "a"), tuple("image2", "1", "b"), tuple("image3", "1", "c"));
    List<Comparison> comparisons =
        harness.getSideOutput(InferenceOperator.COMPARISONS).stream()
            .map(StreamRecord::getValue)
            .toList();
    assertThat(comparisons)
        .extracting(Comparison::serving)
        .isEqualTo(harness.extractOutputValues().subList(0, 2));
    assertThat(comparisons)
        .extracting(comparison -> comparison.shadow().version())
        .containsOnly("2");
    Comparison first = comparisons.get(0);
    assertThat(first.shadow().top()).extracting(LabelScore::label).containsExactly("c", "b");
    // softmax of {3, 1, 0} and of {0, 1, 3}: what a loses, c gains
    double sum = Math.exp(3) + Math.exp(1) + Math.exp(0);
    assertThat(first.difference()).isCloseTo((float) ((Math.exp(3) - 1) / sum), within(1e-6f));
    assertThat(counter(InferenceMetrics.COMPARISONS)).isEqualTo(2);
  }

  @Test
  void aShadowIsSwappedWhileItRuns() throws Exception {
    var harness = open("1,shadow=latest", OFTEN);
    folder.publish("2");
    readMailUntil(harness, () -> counter(InferenceMetrics.SWAPS) == 1);
    arrive(harness, 0, 1);
    arrive(harness, 0, 2);
    folder.publish("3");
    readMailUntil(harness, () -> counter(InferenceMetrics.SWAPS) == 2);
    arrive(harness, 0, 3);
    harness.endInput();
    assertThat(harness.getSideOutput(InferenceOperator.COMPARISONS))
        .extracting(record -> record.getValue().shadow().version())
        .startsWith("2")
        .endsWith("3")
        .hasSize(3);
  }

  @Test
  void theSameVersionServesAfterARestore() throws Exception {
    var harness = open("latest", NEVER);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    folder.publish("2");

    assertThat(versionOf(harness("latest", NEVER, 1, 0), state)).isEqualTo("1");
    assertThat(versionOf(harness("latest", NEVER, 1, 0), null)).isEqualTo("2");
    assertThat(versionOf(harness("2", NEVER, 1, 0), state)).as("pinned since").isEqualTo("2");

    var polling = harness("latest", OFTEN, 1, 0);
    assertThat(versionOf(polling, state)).isEqualTo("1");
    readMailUntil(polling, () -> gauge(InferenceMetrics.MODEL_VERSION).equals("2"));
  }

  @Test
  void subtasksThatWereNotAtOneAreAfterARestoreWithAnotherParallelism() throws Exception {
    OperatorSubtaskState behind = open("latest", NEVER).snapshot(1, 1);
    folder.publish("2");
    OperatorSubtaskState ahead = open("latest", NEVER).snapshot(1, 1);
    folder.publish("3");
    OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(behind, ahead);
    for (int subtask = 0; subtask < 3; subtask++) {
      OperatorSubtaskState part =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(both, 3, 2, 3, subtask);
      assertThat(versionOf(harness("latest", NEVER, 3, subtask), part)).isEqualTo("2");
    }
  }

  @Test
  void aDeviceThatIsLostFailsTheJobAndRejectsNoImage() throws Exception {
    folder.publish("2", TestModel.version("2").losingItsDevice());
    var harness = open("2", NEVER);
    arrive(harness, 0, 1);
    assertThatThrownBy(() -> harness.prepareSnapshotPreBarrier(1))
        .hasStackTraceContaining(DeviceLostException.class.getName());
    assertThat(harness.getSideOutput(InferenceOperator.REJECTS)).isNullOrEmpty();
  }

  @Test
  void aDirectoryThatVanishesHarmsNothing() throws Exception {
    var harness = open("latest", OFTEN);
    folder.remove("1");
    Files.delete(folder.path());
    await(() -> counter(InferenceMetrics.FAILED_POLLS) > 0);
    arrive(harness, 0, 1);
    harness.endInput();
    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  private OneInputStreamOperatorTestHarness<PackedImage, Prediction> open(
      String versions, Duration pollInterval) throws Exception {
    var harness = harness(versions, pollInterval, 1, 0);
    harness.open();
    return harness;
  }

  private OneInputStreamOperatorTestHarness<PackedImage, Prediction> harness(
      String versions, Duration pollInterval, int parallelism, int subtask) throws Exception {
    Deployment deployment = folder.deploy(versions, pollInterval);
    MockEnvironment environment =
        new MockEnvironmentBuilder()
            .setMaxParallelism(3)
            .setParallelism(parallelism)
            .setSubtaskIndex(subtask)
            .setMetricGroup(
                new UnregisteredTaskMetricGroup() {
                  @Override
                  public InternalOperatorMetricGroup getOrAddOperator(
                      OperatorID id, String name, Map<String, String> more) {
                    return metrics;
                  }
                })
            .build();
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            new InferenceOperatorFactory(
                deployment, new InferenceSettings(BATCH_SIZE, Duration.ZERO, 1, 2, Device.CPU)),
            environment);
    harnesses.add(harness);
    return harness;
  }

  /** Restores a subtask, and asks which version classifies. */
  private static String versionOf(
      OneInputStreamOperatorTestHarness<PackedImage, Prediction> harness,
      OperatorSubtaskState state)
      throws Exception {
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    arrive(harness, 0, 1);
    harness.prepareSnapshotPreBarrier(1);
    return harness.extractOutputValues().get(0).version();
  }

  private static void arrive(
      OneInputStreamOperatorTestHarness<PackedImage, Prediction> harness, int row, long timestamp)
      throws Exception {
    harness.processElement(TestImages.grey(row, timestamp), timestamp);
  }

  /** A watermark promises that no image with an earlier time comes after it. */
  private static void assertNoImageIsLate(
      OneInputStreamOperatorTestHarness<PackedImage, Prediction> harness) {
    long watermark = Long.MIN_VALUE;
    for (Object element : harness.getOutput()) {
      if (element instanceof Watermark mark) {
        assertThat(mark.getTimestamp()).isGreaterThan(watermark);
        watermark = mark.getTimestamp();
      } else {
        assertThat(((StreamRecord<?>) element).getTimestamp()).isGreaterThan(watermark);
      }
    }
    assertThat(watermark).as("the last watermark has left").isEqualTo(150);
  }

  private static void readMailUntil(
      OneInputStreamOperatorTestHarness<PackedImage, Prediction> harness, BooleanSupplier condition)
      throws Exception {
    while (!condition.getAsBoolean()) {
      harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }

  private long counter(String name) {
    return ((Counter) metrics.get(name)).getCount();
  }

  private Object gauge(String name) {
    return ((Gauge<?>) metrics.get(name)).getValue();
  }

  private static Object describe(Object element) {
    return element instanceof StreamRecord<?> record
            && record.getValue() instanceof Prediction prediction
        ? prediction.id()
        : element;
  }
}
