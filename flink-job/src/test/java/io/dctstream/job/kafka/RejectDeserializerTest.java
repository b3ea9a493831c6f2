package io.dctstream.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.contract.Origin;
import io.dctstream.contract.Reject;
import io.dctstream.contract.RejectCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RejectDeserializerTest {
  private static final byte[] BYTES = {1, 2, 3};

  @ParameterizedTest
  @EnumSource(RejectCode.class)
  void readsWhatTheSerializerWrote(RejectCode code) {
    Reject reject = new Reject("ä", Origin.kafka("images", 2, 40), 5, code, "It is ö.", BYTES);
    ProducerRecord<byte[], byte[]> written =
        new RejectSerializer("rejects").serialize(reject, null, 5L);
    assertThat(read(written.key(), written.headers())).isEqualTo(reject);
  }

  @Test
  void keepsAnImageWithoutTime() {
    Reject reject = new Reject("a", Origin.file("a"), -1, RejectCode.CORRUPT, "", BYTES);
    ProducerRecord<byte[], byte[]> written =
        new RejectSerializer("rejects").serialize(reject, null, null);
    assertThat(read(written.key(), written.headers())).isEqualTo(reject);
  }

  @Test
  void takesWhatSomethingElseWroteForAnImage() {
    Headers foreign =
        new RecordHeaders()
            .add(RejectHeaders.CODE, "TEAPOT".getBytes(UTF_8))
            .add(RejectHeaders.TIMESTAMP, "noon".getBytes(UTF_8))
            .add(RejectHeaders.ORIGIN, null);
    for (Headers headers : List.of(foreign, new RecordHeaders())) {
      assertThat(read(null, headers))
          .isEqualTo(
              new Reject(
                  "rejects-1-7",
                  Origin.kafka("rejects", 1, 7),
                  1234,
                  RejectCode.NOT_JPEG,
                  "",
                  BYTES));
    }
  }

  private static Reject read(byte[] key, Headers headers) {
    List<Reject> rejects = new ArrayList<>();
    new RejectDeserializer()
        .deserialize(
            new ConsumerRecord<>(
                "rejects",
                1,
                7,
                1234,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                BYTES,
                headers,
                Optional.empty()),
            new ListCollector<>(rejects));
    assertThat(rejects).hasSize(1);
    return rejects.get(0);
  }
}
