package io.dctstream.job.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.dctstream.contract.RejectCode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.io.compress.ZStandardCodec;
import org.apache.hadoop.util.ReflectionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** SequenceFiles that Hadoop's own writer has written. */
class SequenceFileTest {
  private static final int MAX_BYTES = 100_000;
  private static final int RECORDS = 300;

  @TempDir private Path folder;

  static Stream<Arguments> kinds() {
    return Stream.concat(
        Stream.of(Arguments.of(CompressionType.NONE, DefaultCodec.class)),
        Stream.of(CompressionType.RECORD, CompressionType.BLOCK)
            .flatMap(
                type ->
                    Stream.of(
                            DefaultCodec.class,
                            GzipCodec.class,
                            BZip2Codec.class,
                            SnappyCodec.class,
                            Lz4Codec.class)
                        .map(codec -> Arguments.of(type, codec))));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyRecordComesOutOnceFromAnyPosition(
      CompressionType type, Class<? extends CompressionCodec> codec) throws IOException {
    Path file = folder.resolve("s.seq");
    write(file, type, codec, i -> new Text("a/" + i), RECORDS);

    List<SplitImages.Step> all = Splits.steps(split(file), MAX_BYTES);

    assertThat(Splits.images(all)).hasSize(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      assertThat(all.get(i).arrival().image().id()).isEqualTo(file + "#a/" + i);
      assertThat(all.get(i).arrival().image().timestamp()).isEqualTo(Splits.MODIFIED);
      assertThat(all.get(i).arrival().image().bytes()).isEqualTo(image(i));
    }
    assertThat(all.stream().mapToLong(step -> step.arrival().bytes()).sum())
        .isEqualTo(Files.size(file));
    for (int taken : new int[] {1, 150, 299}) {
      ArchiveSplit rest = new ArchiveSplit("0", split(file).files(), all.get(taken - 1).behind());
      assertThat(Splits.images(Splits.steps(rest, MAX_BYTES)))
          .isEqualTo(Splits.images(all).subList(taken, RECORDS));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aTruncatedFileGivesItsRecordsUpToTheCut(
      CompressionType type, Class<? extends CompressionCodec> codec) throws IOException {
    Path file = folder.resolve("s.seq");
    write(file, type, codec, i -> new Text("a/" + i), RECORDS);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));

    List<SplitImages.Step> steps = Splits.steps(split(file), MAX_BYTES);

    assertThat(Splits.images(steps)).hasSizeBetween(1, RECORDS * 3 / 4);
    assertThat(Splits.rejects(steps))
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.code()).isEqualTo(RejectCode.UNREADABLE);
              assertThat(reject.message()).startsWith(file + " cannot be read (");
            });
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void damageIsARejectAndNeverAFailure(
      CompressionType type, Class<? extends CompressionCodec> codec) throws IOException {
    Path file = folder.resolve("s.seq");
    write(file, type, codec, i -> new Text("a/" + i), 30);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(1);
    for (int round = 0; round < 40; round++) {
      byte[] damaged = whole.clone();
      int at = random.nextInt(damaged.length);
      for (int i = at; i < Math.min(damaged.length, at + 8); i++) {
        damaged[i] = (byte) random.nextInt();
      }
      Files.write(file, damaged);
      List<SplitImages.Step> steps = Splits.steps(split(file), MAX_BYTES);
      assertThat(Splits.images(steps).size() + Splits.rejects(steps).size())
          .as("damaged at %d", at)
          .isBetween(1, 31);
    }
  }

  @Test
  void keysOfOtherClassesNameRecords() throws IOException {
    Path file = folder.resolve("s.seq");
    for (KeyOf key :
        List.<KeyOf>of(
            IntWritable::new,
            LongWritable::new,
            i -> NullWritable.get(),
            i -> new BytesWritable(Integer.toString(i).getBytes(StandardCharsets.UTF_8)))) {
      Files.deleteIfExists(file);
      write(file, CompressionType.NONE, DefaultCodec.class, key, 2);
      assertThat(Splits.images(Splits.steps(split(file), MAX_BYTES)))
          .containsExactly(file + "#0", file + "#1");
    }
  }

  @Test
  void whatIsTooLongIsARejectAndTheNextIsRead() throws IOException {
    Path file = folder.resolve("s.seq");
    write(file, CompressionType.BLOCK, DefaultCodec.class, i -> new Text("a/" + i), 3);

    List<SplitImages.Step> steps = Splits.steps(split(file), image(1).length - 1);

    assertThat(Splits.rejects(steps))
        .extracting(reject -> reject.code())
        .containsOnly(RejectCode.TOO_LARGE);
    assertThat(Splits.images(steps).size() + Splits.rejects(steps).size()).isEqualTo(3);
    assertThat(Splits.images(steps)).contains(file + "#a/0");
  }

  @Test
  void otherValuesAreNoImages() throws IOException {
    Path file = folder.resolve("s.seq");
    try (SequenceFile.Writer writer =
        SequenceFile.createWriter(
            new Configuration(),
            SequenceFile.Writer.file(new org.apache.hadoop.fs.Path(file.toUri())),
            SequenceFile.Writer.keyClass(Text.class),
            SequenceFile.Writer.valueClass(Text.class))) {
      writer.append(new Text("a"), new Text("b"));
    }

    assertThat(Splits.rejects(Splits.steps(split(file), MAX_BYTES)))
        .singleElement()
        .satisfies(reject -> assertThat(reject.message()).contains("its values are of", "io.Text"));
  }

  @Test
  void recordsThatZstandardHasCompressed() throws IOException {
    Path file = folder.resolve("s.seq");
    // By hand, because Hadoop's own writer wants a native library of Hadoop for this codec.
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeBytes("SEQ\u0006");
      Text.writeString(out, Text.class.getName());
      Text.writeString(out, BytesWritable.class.getName());
      out.writeBoolean(true);
      out.writeBoolean(false);
      Text.writeString(out, ZStandardCodec.class.getName());
      out.writeInt(0);
      out.write(new byte[16]);
      for (int i = 0; i < RECORDS; i++) {
        byte[] key = bytes(new Text("a/" + i));
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(value)) {
          zstd.write(bytes(new BytesWritable(image(i))));
        }
        out.writeInt(key.length + value.size());
        out.writeInt(key.length);
        out.write(key);
        value.writeTo(out);
      }
    }

    List<SplitImages.Step> all = Splits.steps(split(file), MAX_BYTES);

    assertThat(Splits.images(all)).hasSize(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      assertThat(all.get(i).arrival().image().id()).isEqualTo(file + "#a/" + i);
      assertThat(all.get(i).arrival().image().bytes()).isEqualTo(image(i));
    }
  }

  private static byte[] bytes(Writable writable) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writable.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @FunctionalInterface
  private interface KeyOf {
    Writable key(int record);
  }

  private static void write(
      Path file,
      CompressionType type,
      Class<? extends CompressionCodec> codec,
      KeyOf keys,
      int records)
      throws IOException {
    Configuration configuration = new Configuration();
    configuration.setInt("io.seqfile.compress.blocksize", 200_000); // several blocks
    try (SequenceFile.Writer writer =
        SequenceFile.createWriter(
            configuration,
            SequenceFile.Writer.file(new org.apache.hadoop.fs.Path(file.toUri())),
            SequenceFile.Writer.keyClass(keys.key(0).getClass()),
            SequenceFile.Writer.valueClass(BytesWritable.class),
            SequenceFile.Writer.compression(
                type, ReflectionUtils.newInstance(codec, configuration)))) {
      for (int i = 0; i < records; i++) {
        writer.append(keys.key(i), new BytesWritable(image(i)));
      }
    }
  }

  /** Half noise, half text, as long as small images are. */
  private static byte[] image(int number) {
    byte[] noise = new byte[2000 + number * 7];
    new Random(number).nextBytes(noise);
    return ByteBuffer.allocate(2 * noise.length).put(noise).array();
  }

  private static ArchiveSplit split(Path file) throws IOException {
    return Splits.of(new ArrayList<>(List.of(file)));
  }
}
