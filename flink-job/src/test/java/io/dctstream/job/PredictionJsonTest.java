package io.dctstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.dctstream.contract.LabelScore;
import io.dctstream.contract.Origin;
import io.dctstream.contract.Prediction;
import io.dctstream.jpegdct.Warnings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionJsonTest {
  private static final Prediction PREDICTION = prediction(Warnings.NONE);

  /** What schema 1 looks like, for ever. */
  private static final String SCHEMA_1 =
      "{\"schema\":1,\"id\":\"a \\\"b\\\".jpg\",\"origin\":\"images-0-42\","
          + "\"timestamp\":1767225600000,\"model\":\"shapes\",\"version\":\"1\","
          + "\"top\":[{\"label\":\"disc\",\"score\":0.75},{\"label\":\"ring\",\"score\":0.25}],"
          + "\"classifiedAt\":1767225600123}";

  @Test
  void writesSchema1() {
    assertThat(new String(PredictionJson.write(PREDICTION), UTF_8)).isEqualTo(SCHEMA_1);
  }

  @Test
  void readsSchema1() throws Exception {
    assertThat(PredictionJson.read(SCHEMA_1.getBytes(UTF_8))).isEqualTo(PREDICTION);
  }

  @Test
  void readsPastNewFields() throws Exception {
    String newer = SCHEMA_1.replace("\"model\"", "\"camera\":7,\"model\"");
    assertThat(PredictionJson.read(newer.getBytes(UTF_8))).isEqualTo(PREDICTION);
  }

  @Test
  void writesWarningsOnlyWhereThereAreAny() throws Exception {
    Prediction warned = prediction(new Warnings(2, "Premature end of JPEG file"));

    String json = new String(PredictionJson.write(warned), UTF_8);

    assertThat(json)
        .isEqualTo(
            SCHEMA_1.replace(
                "\"classifiedAt\"",
                "\"warnings\":{\"count\":2,\"first\":\"Premature end of JPEG file\"},"
                    + "\"classifiedAt\""));
    assertThat(PredictionJson.read(json.getBytes(UTF_8))).isEqualTo(warned);
  }

  @Test
  void writesWhatStoodBesideTheImageOnlyWhereThereIsAny() throws Exception {
    Prediction labelled =
        new Prediction(
            PREDICTION.id(),
            PREDICTION.origin().with(Map.of("cls", "3")),
            PREDICTION.timestamp(),
            PREDICTION.model(),
            PREDICTION.version(),
            PREDICTION.top(),
            Warnings.NONE,
            PREDICTION.classifiedAt());

    String json = new String(PredictionJson.write(labelled), UTF_8);

    assertThat(json)
        .isEqualTo(
            SCHEMA_1.replace(
                "\"classifiedAt\"", "\"attributes\":{\"cls\":\"3\"},\"classifiedAt\""));
    assertThat(PredictionJson.read(json.getBytes(UTF_8))).isEqualTo(labelled);
  }

  @Test
  void refusesAnotherSchema() {
    String other = SCHEMA_1.replace("\"schema\":1", "\"schema\":2");
    assertThatThrownBy(() -> PredictionJson.read(other.getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessage("The prediction has schema 2 and this version reads 1");
  }

  /** Readers in other languages hold to the schema file, and so must the writer. */
  @Test
  void keepsToItsSchemaFile() throws Exception {
    for (Warnings warnings :
        List.of(Warnings.NONE, new Warnings(2, "Premature end of JPEG file"))) {
      String json = new String(PredictionJson.write(prediction(warnings)), UTF_8);
      assertThat(schema().validate(json, InputFormat.JSON)).as(json).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"schema", "id", "origin", "timestamp", "model", "version", "top", "classifiedAt"})
  void theSchemaFileKnowsEachField(String field) {
    String other = SCHEMA_1.replace("\"" + field + "\":", "\"other\":");
    assertThat(schema().validate(other, InputFormat.JSON)).isNotEmpty();
  }

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(PredictionJson.class.getResourceAsStream("prediction.schema.json"));
  }

  private static Prediction prediction(Warnings warnings) {
    return new Prediction(
        "a \"b\".jpg",
        Origin.kafka("images", 0, 42),
        1767225600000L,
        "shapes",
        "1",
        List.of(new LabelScore("disc", 0.75f), new LabelScore("ring", 0.25f)),
        warnings,
        1767225600123L);
  }
}
