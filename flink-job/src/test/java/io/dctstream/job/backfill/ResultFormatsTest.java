package io.dctstream.job.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.github.luben.zstd.Zstd;
import io.dctstream.contract.LabelScore;
import io.dctstream.contract.Origin;
import io.dctstream.contract.Prediction;
import io.dctstream.contract.Reject;
import io.dctstream.contract.RejectCode;
import io.dctstream.jpegdct.Warnings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of results, as other programs read them. */
class ResultFormatsTest {
  private static final Prediction PREDICTION =
      new Prediction(
          "a,\"b\"\nc.jpg",
          new Origin("/x/s.tar#a,\"b\"\nc.jpg", Map.of("cls", "3")),
          1_767_225_600_000L,
          "shapes",
          "1",
          List.of(new LabelScore("disc", 0.75f), new LabelScore("ring", 0.25f)),
          new Warnings(2, "Premature end of JPEG file"),
          1_767_225_600_123L);
  private static final Reject REJECT =
      new Reject("b", new Origin("/x/b"), 5, RejectCode.TRUNCATED, "It, ends.", new byte[7]);

  @TempDir private Path folder;

  @Test
  void csvHasAHeaderAndQuotesWhatNeedsIt() throws IOException {
    Path file = folder.resolve("p.csv");
    write(file, new CsvFile<>(new PredictionRows()), Collections.nCopies(2, PREDICTION));

    List<Map<String, String>> rows = readCsv(file);

    assertThat(rows).hasSize(2);
    assertThat(rows.get(1))
        .containsEntry("id", PREDICTION.id())
        .containsEntry("origin", PREDICTION.origin().text())
        .containsEntry("timestamp", "1767225600000")
        .containsEntry("label", "disc")
        .containsEntry("score", "0.75")
        .containsEntry("top", "{\"disc\":0.75,\"ring\":0.25}")
        .containsEntry("warnings", "2")
        .containsEntry("attributes", "{\"cls\":\"3\"}")
        .containsEntry("classifiedAt", "1767225600123");
  }

  @Test
  void csvOfRejectsSaysWhy() throws IOException {
    Path file = folder.resolve("r.csv");
    write(file, new CsvFile<>(new RejectRows()), List.of(REJECT));

    assertThat(readCsv(file))
        .containsExactly(
            Map.of(
                "id", "b",
                "origin", "/x/b",
                "timestamp", "5",
                "code", "TRUNCATED",
                "message", "It, ends.",
                "bytes", "7",
                "attributes", ""));
  }

  @Test
  void parquetHoldsItsColumnsAndTheNumberOfItsSchema() throws IOException {
    Path file = folder.resolve("p.parquet");
    int count = 20_000;
    write(file, new ParquetFile<>(new PredictionRows()), Collections.nCopies(count, PREDICTION));

    List<Group> rows = readParquet(file);
    assertThat(rows).hasSize(count);
    Group row = rows.get(count - 1);
    assertThat(row.getString("origin", 0)).isEqualTo(PREDICTION.origin().text());
    assertThat(row.getString("label", 0)).isEqualTo("disc");
    assertThat(row.getFloat("score", 0)).isEqualTo(0.75f);
    assertThat(row.getLong("classifiedAt", 0)).isEqualTo(1_767_225_600_123L);
    assertThat(row.getGroup("attributes", 0).getGroup(0, 0).getString("value", 0)).isEqualTo("3");
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new LocalInputFile(file),
            ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Unzstd())
                .build())) {
      assertThat(reader.getFileMetaData().getKeyValueMetaData())
          .containsEntry("dctstream.schema", "1");
      assertThat(reader.getFooter().getBlocks().get(0).getColumns())
          .allSatisfy(column -> assertThat(column.getCodec()).isEqualTo(CompressionCodecName.ZSTD));
    }
    assertThat(Files.size(file)).isLessThan(count);
  }

  private static <T> void write(Path file, BulkWriter.Factory<T> writers, List<T> results)
      throws IOException {
    try (FSDataOutputStream out =
        new LocalFileSystem()
            .create(new org.apache.flink.core.fs.Path(file.toUri()), WriteMode.NO_OVERWRITE)) {
      BulkWriter<T> writer = writers.create(out);
      for (T result : results) {
        writer.addElement(result);
      }
      writer.finish();
    }
  }

  private static List<Map<String, String>> readCsv(Path file) throws IOException {
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(file.toFile())) {
      return rows.readAll();
    }
  }

  private static List<Group> readParquet(Path file) throws IOException {
    List<Group> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        new ParquetReader.Builder<Group>(
            new LocalInputFile(file), new PlainParquetConfiguration()) {
          @Override
          protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
          }
        }.withCodecFactory(new Unzstd()).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** Zstandard without Hadoop, the other way. */
  private static final class Unzstd implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      return new BytesInputDecompressor() {
        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
          return BytesInput.from(Zstd.decompress(page.toInputStream().readAllBytes(), size));
        }

        @Override
        public void decompress(ByteBuffer in, int length, ByteBuffer out, int size) {
          byte[] page = new byte[length];
          in.get(page);
          out.put(Zstd.decompress(page, size));
        }

        @Override
        public void release() {}
      };
    }

    @Override
    public void release() {}
  }
}
