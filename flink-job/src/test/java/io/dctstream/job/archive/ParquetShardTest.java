package io.dctstream.job.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.contract.Reject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parquet files as Parquet's own writer makes them, with Hadoop's codecs. */
class ParquetShardTest {
  private static final int ROWS = 500;
  private static final int WITHOUT_IMAGE = 77;

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "row", "fields": [
                {"name": "number", "type": "long"},
                {"name": "thumbnail", "type": ["null", "bytes"]},
                {"name": "words", "type": {"type": "array", "items": "string"}},
                {"name": "image", "type": ["null", {"type": "record", "name": "image", "fields": [
                  {"name": "bytes", "type": "bytes"},
                  {"name": "path", "type": ["null", "string"]}]}]}]}
              """);

  private static final ImageColumns COLUMNS = new ImageColumns("image.bytes", "image.path");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("s.parquet");
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void everyRowComesOutOnceFromAnyPosition(CompressionCodecName codec) throws IOException {
    write(codec);

    List<SplitImages.Step> all = steps(Position.START, COLUMNS);

    assertThat(all).hasSize(ROWS);
    for (int i = 0; i < ROWS; i++) {
      Arrival arrival = all.get(i).arrival();
      if (i == WITHOUT_IMAGE) {
        assertThat(arrival.reject().message()).isEqualTo(file + "#77 has no image");
      } else {
        assertThat(arrival.image().id()).isEqualTo(file + "#" + path(i));
        assertThat(arrival.image().bytes()).isEqualTo(image(i));
        assertThat(arrival.image().timestamp()).isEqualTo(Splits.MODIFIED);
      }
    }
    assertThat(all.stream().mapToLong(step -> step.arrival().bytes()).sum())
        .isEqualTo(Files.size(file));
    for (int taken = 1; taken < ROWS; taken += 31) {
      assertThat(Splits.images(steps(all.get(taken - 1).behind(), COLUMNS)))
          .isEqualTo(Splits.images(all.subList(taken, ROWS)));
    }
  }

  @Test
  void rowsAreNumberedOrNamedByNumbers() throws IOException {
    write(CompressionCodecName.SNAPPY);

    assertThat(Splits.images(steps(Position.START, new ImageColumns("image.bytes", null))))
        .startsWith(file + "#0", file + "#1")
        .endsWith(file + "#499");
    assertThat(Splits.images(steps(Position.START, new ImageColumns("image.bytes", "number"))))
        .startsWith(file + "#0", file + "#10")
        .endsWith(file + "#4990");
  }

  @Test
  void columnsThatAreNotThereAreOneReject() throws IOException {
    write(CompressionCodecName.SNAPPY);

    assertThat(message(ImageColumns.DEFAULT))
        .contains("several columns of bytes (thumbnail, image.bytes)", "image-column");
    assertThat(message(new ImageColumns("picture", null))).contains("no column 'picture' of bytes");
    assertThat(message(new ImageColumns("number", null))).contains("no column 'number' of bytes");
    assertThat(message(new ImageColumns("image.bytes", "words.array"))).contains("'words.array'");
  }

  @Test
  void damageIsARejectAndNeverAFailure() throws IOException {
    write(CompressionCodecName.SNAPPY);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThat(message(COLUMNS)).contains("cannot be read (");
    Random random = new Random(1);
    for (int round = 0; round < 60; round++) {
      byte[] damaged = whole.clone();
      int at = random.nextInt(round % 2 == 0 ? damaged.length : 3000);
      for (int i = round % 2 == 0 ? at : damaged.length - 3000 + at, end = i + 8;
          i < Math.min(end, damaged.length);
          i++) {
        damaged[i] = (byte) random.nextInt();
      }
      Files.write(file, damaged);
      assertThat(steps(Position.START, COLUMNS)).hasSizeBetween(1, ROWS + 1);
    }
  }

  private String message(ImageColumns columns) throws IOException {
    List<Reject> rejects = Splits.rejects(steps(Position.START, columns));
    assertThat(rejects).hasSize(1);
    return rejects.get(0).message();
  }

  private List<SplitImages.Step> steps(Position position, ImageColumns columns) throws IOException {
    return Splits.steps(
        new ArchiveSplit("0", Splits.of(List.of(file)).files(), position),
        new ImageSelection(new ImageNames(List.of("*.jpg")), columns, 100_000));
  }

  private void write(CompressionCodecName codec) throws IOException {
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(SCHEMA)
            .withDataModel(GenericData.get())
            .withConf(new HadoopParquetConfiguration(new Configuration()))
            .withCompressionCodec(codec)
            .withRowGroupSize(200_000L) // several row groups
            .withPageSize(20_000)
            .build()) {
      for (int i = 0; i < ROWS; i++) {
        GenericRecord row = new GenericData.Record(SCHEMA);
        row.put("number", i * 10L);
        row.put("thumbnail", i % 2 == 0 ? ByteBuffer.wrap("t".getBytes(UTF_8)) : null);
        row.put("words", List.of("a", "b"));
        if (i != WITHOUT_IMAGE) {
          GenericRecord image =
              new GenericData.Record(SCHEMA.getField("image").schema().getTypes().get(1));
          image.put("bytes", ByteBuffer.wrap(image(i)));
          image.put("path", i % 3 == 0 ? null : path(i));
          row.put("image", image);
        }
        writer.write(row);
      }
    }
  }

  private static String path(int row) {
    return row % 3 == 0 ? Integer.toString(row) : "a/%d.png".formatted(row);
  }

  private static byte[] image(int row) {
    byte[] noise = new byte[1000 + row];
    new Random(row).nextBytes(noise);
    return ByteBuffer.allocate(2 * noise.length).put(noise).array();
  }
}
