package io.dctstream.job;

import io.dctstream.inference.Device;
import io.dctstream.inference.InferenceSettings;
import io.dctstream.inference.serving.VersionChoice;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** The options of the model and of inference. */
public final class InferenceOptions {
  public static final ConfigOption<String> MODEL_PATH =
      ConfigOptions.key("dctstream.model.path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A directory of versions, VERSION/model.onnx, or a single file; each with its"
                  + " contract, as `dctstream export` writes it. A path or URI that every"
                  + " TaskManager can read.");

  public static final ConfigOption<String> MODEL_VERSIONS =
      ConfigOptions.key("dctstream.model.versions")
          .stringType()
          .defaultValue(VersionChoice.LATEST)
          .withDescription(
              "Which versions classify: latest (each newer one as it comes), one version, or"
                  + " several with shares of the images, such as 3=90,4=10. With ,shadow=5 that"
                  + " version runs too, but only to be compared.");

  public static final ConfigOption<Duration> MODEL_POLL_INTERVAL =
      ConfigOptions.key("dctstream.model.poll-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("How often each subtask looks for new versions.");

  public static final ConfigOption<Integer> PARALLELISM =
      ConfigOptions.key("dctstream.inference.parallelism")
          .intType()
          .noDefaultValue()
          .withDescription(
              "Subtasks that classify, each with the model in its memory; without it, the job's"
                  + " parallelism.");

  public static final ConfigOption<Integer> BATCH_SIZE =
      ConfigOptions.key("dctstream.inference.batch-size")
          .intType()
          .defaultValue(16)
          .withDescription("Most images that the model takes at once.");

  public static final ConfigOption<Duration> MAX_DELAY =
      ConfigOptions.key("dctstream.inference.max-delay")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription(
              "How long an image may wait for a fuller batch while the model is free; 0 ms: it does"
                  + " not wait, and batches form while the model is busy.");

  public static final ConfigOption<Integer> THREADS =
      ConfigOptions.key("dctstream.inference.threads")
          .intType()
          .defaultValue(1)
          .withDescription("Threads of the processor that one run of the model uses.");

  public static final ConfigOption<Device> DEVICE =
      ConfigOptions.key("dctstream.inference.device")
          .enumType(Device.class)
          .defaultValue(Device.AUTO)
          .withDescription(
              "auto: CUDA where it loads, else the processor; cpu; cuda: the job fails where CUDA"
                  + " does not load.");

  public static final ConfigOption<Integer> TOP_K =
      ConfigOptions.key("dctstream.inference.top-k")
          .intType()
          .defaultValue(5)
          .withDescription("Labels in a prediction, best first.");

  public static final ConfigOption<Placement> PLACEMENT =
      ConfigOptions.key("dctstream.inference.placement")
          .enumType(Placement.class)
          .defaultValue(Placement.CHAINED)
          .withDescription(
              "chained: inference shares a task with decoding; apart: it has slots of its own,"
                  + " perhaps on other machines.");

  public static final ConfigOption<String> RESOURCE =
      ConfigOptions.key("dctstream.inference.resource")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "An external resource of TaskManagers, such as gpu, one for each slot; inference runs"
                  + " only where it is offered. For inference apart.");

  public static final List<ConfigOption<?>> ALL =
      List.of(
          MODEL_PATH,
          MODEL_VERSIONS,
          MODEL_POLL_INTERVAL,
          PARALLELISM,
          BATCH_SIZE,
          MAX_DELAY,
          THREADS,
          DEVICE,
          TOP_K,
          PLACEMENT,
          RESOURCE);

  private InferenceOptions() {}

  /**
   * Which versions classify.
   *
   * @throws JobException if the words cannot be understood
   */
  public static VersionChoice versions(ReadableConfig options) throws JobException {
    try {
      return VersionChoice.parse(options.get(MODEL_VERSIONS));
    } catch (IllegalArgumentException e) {
      throw new JobException(
          "The option '%s' has a wrong value: %s".formatted(MODEL_VERSIONS.key(), e.getMessage()),
          e);
    }
  }

  /**
   * How the operator works.
   *
   * @throws JobException if a number is out of its range
   */
  public static InferenceSettings settings(ReadableConfig options) throws JobException {
    try {
      return new InferenceSettings(
          options.get(BATCH_SIZE),
          options.get(MAX_DELAY),
          options.get(THREADS),
          options.get(TOP_K),
          options.get(DEVICE));
    } catch (IllegalArgumentException e) {
      throw new JobException(e.getMessage(), e);
    }
  }
}
