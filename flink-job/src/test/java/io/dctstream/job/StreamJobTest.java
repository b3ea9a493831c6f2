package io.dctstream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.contract.ImageRecord;
import io.dctstream.job.kafka.ImageSource;
import io.dctstream.job.kafka.KafkaOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graph of the job, and what is refused before there is one. Nothing runs here. */
class StreamJobTest {
  private static final String MODEL = "../models/shapes/1/model.onnx";

  @Test
  void everyOperatorHasANameAndAUid() throws Exception {
    assertThat(nodes(graph(options())))
        .allSatisfy((name, node) -> assertThat(node.getTransformationUID()).isNotBlank());
  }

  @Test
  void chainedDecodingAndInferenceShareATask() throws Exception {
    Configuration options = options().set(DecodeOptions.PARALLELISM, 3);
    assertThat(vertices(graph(options)))
        .anySatisfy(
            (name, parallelism) -> {
              assertThat(name).contains("decode").contains("inference");
              assertThat(parallelism).isEqualTo(3);
            });
  }

  @Test
  void apartInferenceHasItsOwnParallelismAndSlots() throws Exception {
    Configuration options =
        options()
            .set(InferenceOptions.PLACEMENT, Placement.APART)
            .set(DecodeOptions.PARALLELISM, 3)
            .set(InferenceOptions.PARALLELISM, 1);
    StreamGraph graph = graph(options);
    assertThat(vertices(graph))
        .noneSatisfy((name, p) -> assertThat(name).contains("decode", "inference"));
    StreamNode decode = nodes(graph).get("decode");
    StreamNode inference = nodes(graph).get("inference");
    assertThat(decode.getParallelism()).isEqualTo(3);
    assertThat(inference.getParallelism()).isEqualTo(1);
    assertThat(inference.getSlotSharingGroup()).isNotEqualTo(decode.getSlotSharingGroup());
  }

  @Test
  void chainedPartsOfDifferentParallelismAreRefused() {
    Configuration options =
        options().set(DecodeOptions.PARALLELISM, 3).set(InferenceOptions.PARALLELISM, 1);
    assertThatThrownBy(() -> graph(options))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("'dctstream.inference.placement'");
  }

  @Test
  void checkpointsAreOnEvenIfNobodyAsked() throws Exception {
    assertThat(graph(options()).getCheckpointConfig().isCheckpointingEnabled()).isTrue();
  }

  @Test
  void noImageWaitsLongForABufferToFill() throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    StreamJob.configure(environment);
    assertThat(environment.getBufferTimeout()).isEqualTo(5);
  }

  @Test
  void theUsersBufferTimeoutStays() throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            new Configuration().set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(50)));
    StreamJob.configure(environment);
    assertThat(environment.getBufferTimeout()).isEqualTo(50);
  }

  @Test
  void theUsersCheckpointIntervalStays() throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    environment.enableCheckpointing(777);
    StreamJob.classify(images(environment, options()), options());
    assertThat(environment.getCheckpointConfig().getCheckpointInterval()).isEqualTo(777);
  }

  @Test
  void aMissingModelIsNamed() {
    assertThatThrownBy(() -> graph(options().set(InferenceOptions.MODEL_PATH, "absent.onnx")))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("absent.onnx")
        .hasMessageContaining("'dctstream.model.path'");
  }

  @Test
  void aFileThatIsNoModelIsNamed(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("notes.onnx"), "not a model");
    assertThatThrownBy(() -> graph(options().set(InferenceOptions.MODEL_PATH, file.toString())))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("notes.onnx");
  }

  @Test
  void aBrokerThatCannotBeReachedIsNamed() {
    Configuration options = options().set(KafkaOptions.BOOTSTRAP_SERVERS, "127.0.0.1:1");
    options.setString("dctstream.kafka.properties.default.api.timeout.ms", "500");
    options.setString("dctstream.kafka.properties.request.timeout.ms", "500");
    assertThatThrownBy(
            () ->
                StreamJob.build(
                    StreamExecutionEnvironment.getExecutionEnvironment(new Configuration()),
                    options))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageContaining("'dctstream.kafka.bootstrap-servers'");
  }

  @Test
  void anAddressThatIsNoneIsNamed() {
    Configuration options = options().set(KafkaOptions.BOOTSTRAP_SERVERS, "nowhere");
    assertThatThrownBy(
            () ->
                StreamJob.build(
                    StreamExecutionEnvironment.getExecutionEnvironment(new Configuration()),
                    options))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("nowhere");
  }

  private static Configuration options() {
    return new Configuration()
        .set(KafkaOptions.BOOTSTRAP_SERVERS, "localhost:9092")
        .set(KafkaOptions.INPUT_TOPIC, "images")
        .set(KafkaOptions.OUTPUT_TOPIC, "predictions")
        .set(KafkaOptions.REJECTS_TOPIC, "rejects")
        .set(InferenceOptions.MODEL_PATH, MODEL);
  }

  private static StreamGraph graph(Configuration options) throws JobException {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    StreamJob.classify(images(environment, options), options);
    return environment.getStreamGraph();
  }

  private static DataStream<ImageRecord> images(
      StreamExecutionEnvironment environment, Configuration options) {
    return environment
        .fromSource(ImageSource.of(options), WatermarkStrategy.noWatermarks(), "images")
        .uid("images");
  }

  private static Map<String, StreamNode> nodes(StreamGraph graph) {
    return graph.getStreamNodes().stream()
        .collect(Collectors.toMap(StreamNode::getOperatorName, node -> node));
  }

  private static Map<String, Integer> vertices(StreamGraph graph) {
    return StreamSupport.stream(graph.getJobGraph().getVertices().spliterator(), false)
        .collect(Collectors.toMap(JobVertex::getName, JobVertex::getParallelism));
  }
}
