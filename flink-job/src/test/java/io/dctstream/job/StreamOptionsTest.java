package io.dctstream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.job.kafka.KafkaOptions;
import io.dctstream.job.kafka.StartingOffsets;
import io.dctstream.jpegdct.DamagePolicy;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;

class StreamOptionsTest {
  @Test
  void eachOptionHasItsOwnKeyAndADescription() {
    assertThat(StreamOptions.all())
        .extracting(ConfigOption::key)
        .doesNotHaveDuplicates()
        .allMatch(key -> key.startsWith(StreamOptions.PREFIX));
    assertThat(StreamOptions.all()).allMatch(option -> !option.description().getBlocks().isEmpty());
  }

  @Test
  void readsArguments() throws Exception {
    Configuration options =
        StreamOptions.fromArgs(
            new String[] {
              "--dctstream.kafka.input-topic", "images",
              "--dctstream.kafka.starting-offsets", "latest",
              "--dctstream.inference.max-delay", "20 ms",
              "--dctstream.inference.placement", "apart",
              "--dctstream.kafka.properties.security.protocol", "SSL"
            });
    assertThat(options.get(KafkaOptions.INPUT_TOPIC)).isEqualTo("images");
    assertThat(options.get(KafkaOptions.STARTING_OFFSETS)).isEqualTo(StartingOffsets.LATEST);
    assertThat(options.get(InferenceOptions.MAX_DELAY)).isEqualTo(Duration.ofMillis(20));
    assertThat(options.get(InferenceOptions.PLACEMENT)).isEqualTo(Placement.APART);
    assertThat(options.get(KafkaOptions.PROPERTIES)).containsEntry("security.protocol", "SSL");
  }

  @Test
  void refusesArgumentsThatAreNoPairs() {
    assertThatThrownBy(() -> StreamOptions.fromArgs(new String[] {"images"}))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("--KEY VALUE");
  }

  @Test
  void takesWhatIsComplete() {
    assertThatCode(() -> StreamOptions.check(complete())).doesNotThrowAnyException();
  }

  @Test
  void takesAnyPropertyOfKafka() {
    Configuration options = complete();
    options.setString("dctstream.kafka.properties.sasl.mechanism", "PLAIN");
    assertThatCode(() -> StreamOptions.check(options)).doesNotThrowAnyException();
  }

  @Test
  void namesAnOptionThatDoesNotExist() {
    Configuration options = complete();
    options.setString("dctstream.inference.batchsize", "8");
    assertThatThrownBy(() -> StreamOptions.check(options))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("'dctstream.inference.batchsize'");
  }

  @Test
  void namesAnOptionThatIsNotSet() {
    Configuration options = complete();
    options.removeConfig(KafkaOptions.REJECTS_TOPIC);
    assertThatThrownBy(() -> StreamOptions.check(options))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("'dctstream.kafka.rejects-topic'");
  }

  @Test
  void rejectsNeedNoInputTopic() {
    Configuration options = complete();
    options.removeConfig(KafkaOptions.INPUT_TOPIC);
    options.set(KafkaOptions.FROM_REJECTS, true);
    assertThatCode(() -> StreamOptions.check(options)).doesNotThrowAnyException();
  }

  @Test
  void tellsNoSecretOfArgumentsThatAreNoPairs() {
    assertThatThrownBy(
            () ->
                StreamOptions.fromArgs(
                    new String[] {"--dctstream.kafka.properties.ssl.key.password", "hush", "hush"}))
        .isInstanceOf(JobException.class)
        .satisfies(e -> assertThat(ExceptionUtils.stringifyException(e)).doesNotContain("hush"));
  }

  @Test
  void tellsNoSecretOfPropertiesThatAreNoMap() {
    Configuration options = complete();
    options.setString("dctstream.kafka.properties", "ssl.key.password=hush");
    assertThatThrownBy(() -> StreamOptions.check(options))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("'dctstream.kafka.properties'")
        .satisfies(e -> assertThat(ExceptionUtils.stringifyException(e)).doesNotContain("hush"));
  }

  @Test
  void namesAChoiceOfVersionsThatIsNone() {
    Configuration options = complete().set(InferenceOptions.MODEL_VERSIONS, "3=many");
    assertThatThrownBy(() -> StreamOptions.check(options))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("'dctstream.model.versions'")
        .hasMessageContaining("'many'");
  }

  @Test
  void aShadowNeedsItsTopic() {
    Configuration options = complete().set(InferenceOptions.MODEL_VERSIONS, "3,shadow=4");
    assertThatThrownBy(() -> StreamOptions.check(options))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("'dctstream.kafka.shadow-topic'");
    options.set(KafkaOptions.SHADOW_TOPIC, "shadow");
    assertThatCode(() -> StreamOptions.check(options)).doesNotThrowAnyException();
  }

  @Test
  void namesAnOptionOfAnotherType() {
    Configuration options = complete();
    options.setString("dctstream.inference.batch-size", "many");
    assertThatThrownBy(() -> StreamOptions.check(options))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("'dctstream.inference.batch-size'")
        .hasMessageContaining("many");
  }

  @Test
  void damagedImagesAreRejectsUnlessLenientIsAskedFor() throws JobException {
    Configuration options = StreamOptions.fromArgs(new String[] {});
    assertThat(options.get(DecodeOptions.DAMAGE)).isEqualTo(DamagePolicy.STRICT);

    options = StreamOptions.fromArgs(new String[] {"--dctstream.decode.damage", "lenient"});
    assertThat(options.get(DecodeOptions.DAMAGE)).isEqualTo(DamagePolicy.LENIENT);
  }

  @Test
  void saysWhichNumbersAreTooSmall() {
    assertThatThrownBy(
            () -> InferenceOptions.settings(complete().set(InferenceOptions.BATCH_SIZE, 0)))
        .isInstanceOf(JobException.class);
    assertThatThrownBy(() -> DecodeOptions.limits(complete().set(DecodeOptions.MAX_SCANS, 0)))
        .isInstanceOf(JobException.class);
  }

  private static Configuration complete() {
    return new Configuration()
        .set(KafkaOptions.BOOTSTRAP_SERVERS, "localhost:9092")
        .set(KafkaOptions.INPUT_TOPIC, "images")
        .set(KafkaOptions.OUTPUT_TOPIC, "predictions")
        .set(KafkaOptions.REJECTS_TOPIC, "rejects")
        .set(InferenceOptions.MODEL_PATH, "model.onnx");
  }
}
