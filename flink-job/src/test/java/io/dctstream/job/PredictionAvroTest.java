package io.dctstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.contract.LabelScore;
import io.dctstream.contract.Origin;
import io.dctstream.contract.Prediction;
import io.dctstream.jpegdct.Warnings;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class PredictionAvroTest {
  private static final Prediction PREDICTION =
      prediction(new Warnings(2, "Premature end of JPEG file"));

  /** {@link #PREDICTION} as the first version wrote it, for ever. */
  private static final String FIRST_VERSION =
      "c3010b2e0cedcc95141c04c3a416696d616765732d302d343280a0d5edee660c7368617065730231"
          + "0408646973630000403f0872696e670000803e000204345072656d617475726520656e64206f6620"
          + "4a5045472066696c650206636c73023300f6a1d5edee66";

  /** Marker and fingerprint of the single-object encoding. */
  private static final int HEADER_BYTES = 10;

  @Test
  void readsWhatItWrote() throws Exception {
    for (Prediction prediction : List.of(PREDICTION, prediction(Warnings.NONE))) {
      assertThat(PredictionAvro.read(PredictionAvro.write(prediction))).isEqualTo(prediction);
    }
  }

  @Test
  void readsAndWritesTheFirstVersion() throws Exception {
    assertThat(HexFormat.of().formatHex(PredictionAvro.write(PREDICTION))).isEqualTo(FIRST_VERSION);
    assertThat(PredictionAvro.read(HexFormat.of().parseHex(FIRST_VERSION))).isEqualTo(PREDICTION);
  }

  /** As a reader who has the schema file and Avro, and nothing of ours. */
  @Test
  void othersReadItWithTheSchemaFile() throws Exception {
    Schema schema;
    try (InputStream file = PredictionAvro.class.getResourceAsStream("prediction.avsc")) {
      schema = new Schema.Parser().parse(file);
    }
    byte[] message = PredictionAvro.write(PREDICTION);

    assertThat(message).startsWith(0xC3, 0x01);
    assertThat(message)
        .containsSequence(SchemaNormalization.parsingFingerprint("CRC-64-AVRO", schema));
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(schema)
            .read(
                null,
                DecoderFactory.get()
                    .binaryDecoder(message, HEADER_BYTES, message.length - HEADER_BYTES, null));
    assertThat(record)
        .hasToString(
            "{\"id\": \"ä\", \"origin\": \"images-0-42\", \"timestamp\": 1767225600000,"
                + " \"model\": \"shapes\", \"version\": \"1\","
                + " \"top\": [{\"label\": \"disc\", \"score\": 0.75},"
                + " {\"label\": \"ring\", \"score\": 0.25}],"
                + " \"warnings\": {\"count\": 2, \"first\": \"Premature end of JPEG file\"},"
                + " \"attributes\": {\"cls\": \"3\"},"
                + " \"classifiedAt\": 1767225600123}");
  }

  @Test
  void refusesWhatIsNoPrediction() {
    assertThatThrownBy(() -> PredictionAvro.read("{\"schema\":1}".getBytes(UTF_8)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void refusesAnotherSchema() {
    byte[] other = PredictionAvro.write(PREDICTION);
    other[2]++;
    assertThatThrownBy(() -> PredictionAvro.read(other)).isInstanceOf(IOException.class);
  }

  private static Prediction prediction(Warnings warnings) {
    return new Prediction(
        "ä",
        new Origin("images-0-42", Map.of("cls", "3")),
        1767225600000L,
        "shapes",
        "1",
        List.of(new LabelScore("disc", 0.75f), new LabelScore("ring", 0.25f)),
        warnings,
        1767225600123L);
  }
}
