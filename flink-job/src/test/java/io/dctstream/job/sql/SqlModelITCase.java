package io.dctstream.job.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.samples.Damage;
import io.dctstream.samples.SampleImage;
import io.dctstream.samples.SampleImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries over images, with the planner, a cluster in this process and the model that ships. */
@SuppressWarnings("try") // the iterator may be interrupted while it closes
class SqlModelITCase {
  private static final int GOOD = 40;
  private static final TypeInformation<Row> IMAGE =
      Types.ROW_NAMED(new String[] {"id", "jpeg"}, Types.STRING, Types.PRIMITIVE_ARRAY(Types.BYTE));

  @Test
  void aQueryGivesLabelsAndReasons() throws Exception {
    SampleImages samples = new SampleImages(42);
    List<Row> images = new ArrayList<>();
    Map<String, String> labels = new HashMap<>();
    try (ShapesModel shapes = ShapesModel.open()) {
      for (int index = 0; index < GOOD; index++) {
        SampleImage sample = samples.draw(index);
        images.add(Row.of(sample.id(), sample.jpeg()));
        labels.put(sample.id(), shapes.label(sample.jpeg()));
      }
    }
    images.add(11, Row.of("cut off", Damage.TRUNCATED.apply(samples.draw(99).jpeg(), 1)));
    images.add(22, Row.of("a page", Damage.NOT_JPEG.apply(null, 1)));
    images.add(33, Row.of("nothing", null));
    StreamTableEnvironment tables = tables(images);
    createModel(
        tables,
        "label STRING, score DOUBLE, model STRING, version STRING, warnings INT, code STRING,"
            + " reason STRING",
        ShapesModel.FILE,
        "");

    List<Row> rows = collect(tables, "SELECT * FROM " + predict());

    assertThat(rows).hasSize(images.size());
    for (Row row : rows) {
      String id = row.getFieldAs("id");
      if (labels.containsKey(id)) {
        assertThat(row.getField("label")).isEqualTo(labels.remove(id));
        assertThat((double) row.getField("score")).isBetween(0.1, 1.0);
        assertThat(row.getField("model")).isEqualTo("shapes");
        assertThat(row.getField("version")).isEqualTo("1");
        assertThat(row.getField("warnings")).isEqualTo(0);
        assertThat(row.getField("code")).isNull();
        assertThat(row.getField("reason")).isNull();
      } else {
        for (String column : List.of("label", "score", "model", "version", "warnings")) {
          assertThat(row.getField(column)).as(column).isNull();
        }
        assertThat(row.getField("code")).isEqualTo(id.equals("cut off") ? "TRUNCATED" : "NOT_JPEG");
        assertThat((String) row.getField("reason")).isNotBlank();
      }
    }
    assertThat(labels).isEmpty();
  }

  @Test
  void columnsAreFoundByName() throws Exception {
    SampleImage sample = new SampleImages(43).draw(0);
    StreamTableEnvironment tables = tables(Row.of("a", sample.jpeg()));
    createModel(tables, "VERSION STRING, label STRING", ShapesModel.FILE, "");
    assertThat(collect(tables, "SELECT id, VERSION, label IS NULL FROM " + predict()))
        .containsExactly(Row.of("a", "1", false));
  }

  @Test
  void lenientClassifiesWhatStrictRejects() throws Exception {
    byte[] damaged = Damage.TRUNCATED.apply(new SampleImages(44).draw(0).jpeg(), 1);
    StreamTableEnvironment tables = tables(Row.of("a", damaged));
    createModel(
        tables,
        "reason STRING, warnings INT",
        ShapesModel.FILE,
        ", 'dctstream.decode.damage' = 'lenient'");
    assertThat(collect(tables, "SELECT reason, warnings > 0 FROM " + predict()))
        .containsExactly(Row.of(null, true));
  }

  @Test
  void aQueryFollowsADirectoryOfVersions(@TempDir Path directory) throws Exception {
    ShapesModel.publish(directory, "1");
    byte[] jpeg = new SampleImages(45).draw(0).jpeg();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.createTemporaryView(
        "images",
        tables.fromDataStream(
            environment
                .fromSequence(0, Long.MAX_VALUE) // until the query is closed
                .map(number -> Row.of(Long.toString(number), jpeg))
                .returns(IMAGE)));
    createModel(
        tables,
        "label STRING, version STRING",
        directory.toString(),
        ", 'dctstream.model.poll-interval' = '100 ms'");

    try (CloseableIterator<Row> rows =
        tables.executeSql("SELECT version, label FROM " + predict()).collect()) {
      assertThat(rows.next().getField("version")).isEqualTo("1");
      ShapesModel.publish(directory, "2");
      long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      Row row = rows.next();
      while (row.getField("version").equals("1")) {
        assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
        row = rows.next();
      }
      assertThat(row.getField("version")).isEqualTo("2");
      assertThat((String) row.getField("label")).isNotBlank();
    }
  }

  @Test
  void sharesAndShadowsAreRefused() {
    StreamTableEnvironment tables = tables(Row.of("a", new byte[0]));
    createModel(
        tables, "label STRING", "../models/shapes", ", 'dctstream.model.versions' = '1=9,2=1'");
    assertThatThrownBy(() -> tables.explainSql("SELECT * FROM " + predict()))
        .rootCause()
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "In SQL one version classifies, the latest or one that is named, not '1=9,2=1'; set"
                + " 'dctstream.model.versions'");
  }

  @Test
  void aWrongColumnIsNamed() {
    assertRefused("lable STRING")
        .hasMessage(
            "A dctstream model has no output column 'lable'; it has label STRING, score DOUBLE,"
                + " model STRING, version STRING, warnings INT, code STRING, reason STRING");
  }

  @Test
  void aColumnOfAnotherTypeIsNamed() {
    assertRefused("label STRING, score INT")
        .hasMessage("The output column 'score' of a dctstream model is DOUBLE, not INT");
    assertRefused("label STRING NOT NULL")
        .hasMessage(
            "The output column 'label' of a dctstream model is STRING, not STRING NOT NULL");
  }

  @Test
  void anotherInputIsRefused() {
    StreamTableEnvironment tables = tables(Row.of("a", new byte[0]));
    tables.executeSql(
        "CREATE MODEL shapes INPUT (jpeg STRING) OUTPUT (label STRING)"
            + " WITH ('provider' = 'dctstream', 'model' = '%s')".formatted(ShapesModel.FILE));
    assertThatThrownBy(
            () ->
                tables.explainSql(
                    "SELECT * FROM ML_PREDICT(TABLE images, MODEL shapes, DESCRIPTOR(id))"))
        .rootCause()
        .hasMessage(
            "The input of a dctstream model is one column of BYTES, the JPEG files, not `jpeg`"
                + " STRING");
  }

  @Test
  void aModelThatIsMissingIsNamed() {
    StreamTableEnvironment tables = tables(Row.of("a", new byte[0]));
    createModel(tables, "label STRING", "absent.onnx", "");
    assertThatThrownBy(() -> tables.explainSql("SELECT * FROM " + predict()))
        .rootCause()
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("absent.onnx")
        .hasMessageEndingWith("set 'model'");
  }

  @Test
  void anOptionOutOfItsRangeIsNamed() {
    StreamTableEnvironment tables = tables(Row.of("a", new byte[0]));
    createModel(
        tables, "label STRING", ShapesModel.FILE, ", 'dctstream.inference.batch-size' = '0'");
    assertThatThrownBy(() -> tables.explainSql("SELECT * FROM " + predict()))
        .rootCause()
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("at least 1");
  }

  @Test
  void anOptionThatDoesNotExistIsNamed() {
    StreamTableEnvironment tables = tables(Row.of("a", new byte[0]));
    createModel(
        tables, "label STRING", ShapesModel.FILE, ", 'dctstream.decode.damages' = 'lenient'");
    assertThatThrownBy(() -> tables.explainSql("SELECT * FROM " + predict()))
        .rootCause()
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("dctstream.decode.damages");
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(String output) {
    StreamTableEnvironment tables = tables(Row.of("a", new byte[0]));
    createModel(tables, output, ShapesModel.FILE, "");
    return assertThatThrownBy(() -> tables.explainSql("SELECT * FROM " + predict()))
        .rootCause()
        .isInstanceOf(ValidationException.class);
  }

  private static String predict() {
    return "ML_PREDICT(TABLE images, MODEL shapes, DESCRIPTOR(jpeg))";
  }

  private static void createModel(
      StreamTableEnvironment tables, String output, String file, String options) {
    tables.executeSql(
        "CREATE MODEL shapes INPUT (jpeg BYTES) OUTPUT (%s)".formatted(output)
            + " WITH ('provider' = 'dctstream', 'model' = '%s'%s)".formatted(file, options));
  }

  private static List<Row> collect(StreamTableEnvironment tables, String query) throws Exception {
    try (CloseableIterator<Row> rows = tables.executeSql(query).collect()) {
      List<Row> all = new ArrayList<>();
      rows.forEachRemaining(all::add);
      return all;
    }
  }

  private static StreamTableEnvironment tables(Row... images) {
    return tables(List.of(images));
  }

  private static StreamTableEnvironment tables(List<Row> images) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.createTemporaryView(
        "images", tables.fromDataStream(environment.fromData(images, IMAGE)));
    return tables;
  }
}
