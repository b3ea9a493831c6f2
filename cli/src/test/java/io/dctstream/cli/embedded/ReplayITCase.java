package io.dctstream.cli.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.contract.Prediction;
import io.dctstream.contract.RejectCode;
import io.dctstream.inference.ModelFile;
import io.dctstream.inference.OnnxModel;
import io.dctstream.job.DecodeOptions;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.PredictionAvro;
import io.dctstream.job.StreamJob;
import io.dctstream.job.kafka.KafkaOptions;
import io.dctstream.job.kafka.OutputFormat;
import io.dctstream.job.kafka.RejectHeaders;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.samples.Damage;
import io.dctstream.samples.SampleImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Rejects get a second chance. */
class ReplayITCase {
  private static final String MODEL = "../models/shapes/1/model.onnx";
  private static final int DAMAGED = 5;
  private static final long TIME = 1767225600000L;

  private final SampleImages samples = new SampleImages(31);

  @Test
  void whatStrictRejectedIsClassifiedWhenItIsReplayedWithLenient() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0);
        EmbeddedCluster cluster = EmbeddedCluster.start(4, 0)) {
      Topics topics = new Topics(broker.bootstrapServers());
      broker.createTopic("images", 2);
      broker.createTopic("predictions", 2);
      broker.createTopic("rejects", 2);
      topics.send(damaged());
      Configuration options =
          new Configuration()
              .set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers())
              .set(KafkaOptions.INPUT_TOPIC, "images")
              .set(KafkaOptions.OUTPUT_TOPIC, "predictions")
              .set(KafkaOptions.OUTPUT_FORMAT, OutputFormat.AVRO)
              .set(KafkaOptions.REJECTS_TOPIC, "rejects")
              .set(KafkaOptions.BOUNDED, true)
              .set(InferenceOptions.MODEL_PATH, MODEL);
      run(cluster, options);
      assertThat(topics.committed("predictions")).isEmpty();
      List<ConsumerRecord<byte[], byte[]>> rejects = topics.committed("rejects");
      assertThat(rejects).hasSize(2 * DAMAGED);
      Map<String, String> origins =
          rejects.stream().collect(toMap(ReplayITCase::id, ReplayITCase::origin));

      topics.send(List.of(failedInTheModel()));
      sendAborted(broker, new ProducerRecord<>("rejects", 1, TIME, null, samples.draw(1).jpeg()));
      options.set(KafkaOptions.FROM_REJECTS, true).set(DecodeOptions.DAMAGE, DamagePolicy.LENIENT);
      run(cluster, options);

      List<String> classified = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : topics.committed("predictions")) {
        Prediction prediction = PredictionAvro.read(record.value());
        classified.add(prediction.id());
        assertThat(prediction.timestamp()).isEqualTo(TIME);
        if (prediction.id().equals("failed")) {
          assertThat(prediction.origin().text()).isEqualTo("images-9-99");
          assertThat(prediction.best().label()).isEqualTo(samples.draw(0).label());
        } else {
          assertThat(prediction.origin().text()).isEqualTo(origins.get(prediction.id()));
          assertThat(prediction.warnings().any()).isTrue();
        }
      }
      assertThat(classified)
          .containsExactlyInAnyOrder(
              "TRUNCATED-0", "TRUNCATED-1", "TRUNCATED-2", "TRUNCATED-3", "TRUNCATED-4", "failed");
      // What cannot be mended is rejected again, once, and still names the first place.
      List<ConsumerRecord<byte[], byte[]>> after = topics.committed("rejects");
      assertThat(after).hasSize(2 * DAMAGED + 1 + DAMAGED);
      assertThat(after)
          .filteredOn(record -> id(record).startsWith("NOT_JPEG"))
          .hasSize(2 * DAMAGED)
          .allSatisfy(record -> assertThat(origin(record)).isEqualTo(origins.get(id(record))));
    }
  }

  private static void run(EmbeddedCluster cluster, Configuration options) throws Exception {
    StreamExecutionEnvironment environment =
        cluster.environment(options).setParallelism(2).enableCheckpointing(300);
    StreamJob.build(environment, options);
    environment.execute();
  }

  private List<ProducerRecord<byte[], byte[]>> damaged() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int index = 0; index < DAMAGED; index++) {
      for (Damage damage : List.of(Damage.TRUNCATED, Damage.NOT_JPEG)) {
        byte[] jpeg = damage.apply(samples.draw(index).jpeg(), index);
        records.add(image(damage + "-" + index, jpeg));
      }
    }
    return records;
  }

  private static ProducerRecord<byte[], byte[]> image(String id, byte[] jpeg) {
    return new ProducerRecord<>("images", id.hashCode() & 1, TIME, id.getBytes(UTF_8), jpeg);
  }

  /** The reject of a good image that a model failed on. */
  private ProducerRecord<byte[], byte[]> failedInTheModel() throws Exception {
    byte[] payload;
    try (OnnxModel model = ModelFile.open(MODEL);
        FittedDecoder decoder =
            FittedDecoder.open(
                model.contract().grid(),
                model.contract().fit(),
                DecodeLimits.DEFAULT,
                DamagePolicy.STRICT)) {
      payload = decoder.decode(samples.draw(0).jpeg());
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>("rejects", 0, TIME, "failed".getBytes(UTF_8), payload);
    Map.of(
            RejectHeaders.CODE,
            RejectCode.INFERENCE_FAILED.name(),
            RejectHeaders.MESSAGE,
            "The model's score of 'disc' is not a number",
            RejectHeaders.ORIGIN,
            "images-9-99",
            RejectHeaders.TIMESTAMP,
            Long.toString(TIME))
        .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    return record;
  }

  /** A reject whose job failed before its checkpoint: it will be written again. */
  private static void sendAborted(EmbeddedBroker broker, ProducerRecord<byte[], byte[]> record)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "another"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(record).get();
      producer.abortTransaction();
    }
  }

  private static String id(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8);
  }

  private static String origin(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.headers().lastHeader(RejectHeaders.ORIGIN).value(), UTF_8);
  }
}
