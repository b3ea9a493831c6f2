package io.dctstream.cli.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.samples.Damage;
import io.dctstream.samples.SampleImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The example of docs/sql.md, word for word but for the places of the broker and the model. */
@SuppressWarnings("try") // the iterator may be interrupted while it closes
class SqlITCase {
  private static final int IMAGES = 20;

  @Test
  void theExampleOfTheDocumentationRuns() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      broker.createTopic("images", 2);
      new Topics(broker.bootstrapServers()).send(images());
      TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
      List<String> statements = example(broker);
      for (String statement : statements.subList(0, statements.size() - 1)) {
        tables.executeSql(statement);
      }
      String query = statements.get(statements.size() - 1);
      assertThat(query).startsWith("SELECT");

      List<Row> rows = new ArrayList<>();
      try (CloseableIterator<Row> results = tables.executeSql(query).collect()) {
        while (rows.size() < IMAGES + 1) { // the topic has no end, and neither has the query
          rows.add(results.next());
        }
      }

      assertThat(rows).extracting(row -> row.getField("id")).doesNotHaveDuplicates();
      for (Row row : rows) {
        boolean bad = row.getFieldAs("id").equals("bad");
        assertThat(row.getField("label") == null).as("%s", row).isEqualTo(bad);
        assertThat(row.getField("version")).isEqualTo(bad ? null : "1");
        assertThat(row.getField("code")).isEqualTo(bad ? "TRUNCATED" : null);
      }
    }
  }

  private static List<ProducerRecord<byte[], byte[]>> images() {
    SampleImages samples = new SampleImages(51);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int index = 0; index < IMAGES; index++) {
      byte[] id = ("picture-" + index).getBytes(UTF_8);
      records.add(new ProducerRecord<>("images", id, samples.draw(index).jpeg()));
    }
    byte[] bad = Damage.TRUNCATED.apply(samples.draw(IMAGES).jpeg(), 1);
    records.add(IMAGES / 2, new ProducerRecord<>("images", "bad".getBytes(UTF_8), bad));
    return records;
  }

  private static List<String> example(EmbeddedBroker broker) throws Exception {
    Matcher block =
        Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/sql.md")));
    assertThat(block.find()).isTrue();
    String sql =
        block
            .group(1)
            .replace("localhost:9092", broker.bootstrapServers())
            .replace("models/", Path.of("../models").toAbsolutePath().normalize() + "/");
    return Stream.of(sql.split(";")).map(String::strip).filter(part -> !part.isEmpty()).toList();
  }
}
