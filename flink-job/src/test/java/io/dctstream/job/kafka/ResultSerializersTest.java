package io.dctstream.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.contract.Comparison;
import io.dctstream.contract.LabelScore;
import io.dctstream.contract.Origin;
import io.dctstream.contract.Prediction;
import io.dctstream.contract.Reject;
import io.dctstream.contract.RejectCode;
import io.dctstream.job.PredictionAvro;
import io.dctstream.job.PredictionJson;
import io.dctstream.jpegdct.Warnings;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ResultSerializersTest {
  private static final Origin ORIGIN = Origin.kafka("images", 2, 40);

  private static final Prediction PREDICTION =
      new Prediction(
          "ä", ORIGIN, 5, "m", "1", List.of(new LabelScore("disc", 1)), Warnings.NONE, 6);

  @Test
  void aPredictionIsJsonUnderItsId() throws Exception {
    ProducerRecord<byte[], byte[]> record = serialize(OutputFormat.JSON);
    assertThat(record.topic()).isEqualTo("predictions");
    assertThat(new String(record.key(), UTF_8)).isEqualTo("ä");
    assertThat(PredictionJson.read(record.value())).isEqualTo(PREDICTION);
  }

  @Test
  void aPredictionMayBeAvro() throws Exception {
    assertThat(PredictionAvro.read(serialize(OutputFormat.AVRO).value())).isEqualTo(PREDICTION);
  }

  @Test
  void aComparisonHasBothAnswersAndTheirDifference() {
    ProducerRecord<byte[], byte[]> record =
        new ComparisonSerializer("shadow")
            .serialize(new Comparison(PREDICTION, PREDICTION, 0.5f), null, 5L);
    assertThat(record.topic()).isEqualTo("shadow");
    assertThat(new String(record.key(), UTF_8)).isEqualTo("ä");
    assertThat(new String(record.value(), UTF_8))
        .startsWith("{\"schema\":1,\"id\":\"ä\",\"origin\":\"images-2-40\",")
        .contains("\"serving\":{\"version\":", "\"shadow\":{\"version\":", "\"difference\":0.5");
  }

  @Test
  void aRejectIsItsBytesWithTheReasonInTheHeaders() {
    byte[] bytes = {1, 2, 3};
    Reject reject = new Reject("ä", ORIGIN, 5, RejectCode.CORRUPT, "It is ö.", bytes);
    ProducerRecord<byte[], byte[]> record =
        new RejectSerializer("rejects").serialize(reject, null, 5L);
    assertThat(record.topic()).isEqualTo("rejects");
    assertThat(new String(record.key(), UTF_8)).isEqualTo("ä");
    assertThat(record.value()).isEqualTo(bytes);
    assertThat(header(record, "code")).isEqualTo("CORRUPT");
    assertThat(header(record, "message")).isEqualTo("It is ö.");
    assertThat(header(record, "origin")).isEqualTo("images-2-40");
    assertThat(header(record, "timestamp")).isEqualTo("5");
  }

  private static ProducerRecord<byte[], byte[]> serialize(OutputFormat format) {
    return new PredictionSerializer("predictions", format).serialize(PREDICTION, null, 5L);
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
