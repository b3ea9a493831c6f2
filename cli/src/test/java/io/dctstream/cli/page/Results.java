package io.dctstream.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.contract.LabelScore;
import io.dctstream.contract.Origin;
import io.dctstream.contract.Prediction;
import io.dctstream.job.PredictionJson;
import io.dctstream.job.kafka.OutputFormat;
import io.dctstream.job.kafka.RejectHeaders;
import io.dctstream.jpegdct.Warnings;
import io.dctstream.samples.SampleImage;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics on a real broker, with the records that a job would write there. */
final class Results implements AutoCloseable {
  static final String IMAGES = "some-images";
  static final String PREDICTIONS = "predictions";
  static final String REJECTS = "rejects";

  private final String servers;
  private final KafkaProducer<byte[], byte[]> producer;

  Results(EmbeddedBroker broker) throws IOException {
    servers = broker.bootstrapServers();
    broker.createTopic(IMAGES, 2);
    broker.createTopic(PREDICTIONS, 1);
    broker.createTopic(REJECTS, 1);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  Watched watched() {
    return watched(Optional.empty());
  }

  Watched watched(Optional<URI> flink) {
    return new Watched(
        Map.of("bootstrap.servers", servers),
        IMAGES,
        PREDICTIONS,
        REJECTS,
        OutputFormat.JSON,
        flink);
  }

  /** Puts an image into the input topic and its prediction into the output topic. */
  Origin predicted(SampleImage image, String version, float score) throws Exception {
    Origin origin = sent(image.id(), image.jpeg());
    Prediction prediction =
        new Prediction(
            image.id(),
            origin,
            System.currentTimeMillis() - 25,
            "shapes",
            version,
            List.of(new LabelScore(image.label(), score), new LabelScore("other", 1 - score)),
            Warnings.NONE,
            System.currentTimeMillis());
    producer.send(new ProducerRecord<>(PREDICTIONS, PredictionJson.write(prediction))).get();
    return origin;
  }

  /** Puts an image into the input topic and into the rejects topic. */
  Origin rejected(String id, byte[] bytes, String code, String message) throws Exception {
    Origin origin = sent(id, bytes);
    ProducerRecord<byte[], byte[]> reject =
        new ProducerRecord<>(REJECTS, id.getBytes(UTF_8), bytes);
    reject.headers().add(RejectHeaders.CODE, code.getBytes(UTF_8));
    reject.headers().add(RejectHeaders.MESSAGE, message.getBytes(UTF_8));
    reject.headers().add(RejectHeaders.ORIGIN, origin.text().getBytes(UTF_8));
    producer.send(reject).get();
    return origin;
  }

  void noise() throws Exception {
    producer.send(new ProducerRecord<>(PREDICTIONS, "no JSON".getBytes(UTF_8))).get();
  }

  @Override
  public void close() {
    producer.close();
  }

  private Origin sent(String id, byte[] bytes) throws Exception {
    RecordMetadata at =
        producer.send(new ProducerRecord<>(IMAGES, id.getBytes(UTF_8), bytes)).get();
    return Origin.kafka(at.topic(), at.partition(), at.offset());
  }
}
