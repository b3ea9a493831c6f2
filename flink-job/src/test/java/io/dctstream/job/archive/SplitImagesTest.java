package io.dctstream.job.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.contract.Reject;
import io.dctstream.contract.RejectCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of files and shards, good and damaged ones, and where a reader goes on. */
class SplitImagesTest {
  private static final int MAX_BYTES = 100_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"s.tar", "s.tar.gz", "s.tgz", "s.tar.zst", "s.zip", "S.TAR", "S.ZIP"})
  void everyImageOfAShardComesOutOnceAndOtherMembersAreCounted(String name) throws IOException {
    Path shard =
        Shards.write(
            folder.resolve(name),
            members("a/1.jpg", "one", "README", "x", "a/2.JPG", "two", "3.jpg", "", "4.png", "y"));

    List<Arrival> arrivals = read(shard);

    assertThat(images(arrivals))
        .containsExactly(shard + "#a/1.jpg=one", shard + "#a/2.JPG=two", shard + "#3.jpg=");
    assertThat(arrivals.stream().mapToLong(Arrival::skipped).sum()).isEqualTo(2);
    assertThat(rejects(arrivals)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s.tar", "s.tar.gz", "s.tar.zst", "s.zip"})
  void aReaderGoesOnAtAnyPosition(String name) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      if (i % 3 == 0) {
        members.put(i + ".cls", Shards.bytes("before " + i));
      }
      members.put(i + ".jpg", Shards.bytes("image " + i));
      if (i % 4 == 0) {
        members.put(i + ".json", Shards.bytes("{}"));
      }
      if (i % 5 == 0) {
        members.put(i + ".bin", Shards.bytes("skipped"));
      }
    }
    Path shard = Shards.write(folder.resolve(name), members);
    Path file = Files.writeString(folder.resolve("z.jpg"), "z");
    ArchiveSplit split = split(shard, file);

    List<SplitImages.Step> all = steps(split);
    for (int taken = 0; taken <= all.size(); taken++) {
      Position position = taken == 0 ? Position.START : all.get(taken - 1).behind();
      ArchiveSplit rest = copy(new ArchiveSplit("0", split.files(), position));
      assertThat(withAttributes(arrivals(rest)))
          .as("after %d", taken)
          .isEqualTo(
              withAttributes(all.stream().skip(taken).map(SplitImages.Step::arrival).toList()));
    }
    assertThat(withAttributes(all.stream().map(SplitImages.Step::arrival).toList()))
        .hasSize(21)
        .startsWith(shard + "#0.jpg=image 0 cls=before 0 json={}", shard + "#1.jpg=image 1")
        .endsWith(file + "=z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s.tar", "s.tar.gz", "s.tar.zst"})
  void aTruncatedShardGivesItsImagesUpToTheCut(String name) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int i = 0; i < 10; i++) {
      byte[] noise = new byte[50_000];
      new Random(i).nextBytes(noise);
      members.put(i + ".jpg", noise);
    }
    Path shard = Shards.write(folder.resolve(name), members);
    byte[] whole = Files.readAllBytes(shard);
    Files.write(shard, Arrays.copyOf(whole, 280_000));

    List<Arrival> arrivals = read(shard);

    assertThat(images(arrivals)).hasSizeBetween(3, 5);
    assertThat(rejects(arrivals))
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.code()).isEqualTo(RejectCode.UNREADABLE);
              assertThat(reject.origin().text()).isEqualTo(shard.toString());
              assertThat(reject.message())
                  .startsWith(shard + " cannot be read (")
                  .endsWith(
                      "its first %d members have been read".formatted(images(arrivals).size()));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"s.tar", "s.tar.gz", "s.tar.zst", "s.zip"})
  void whatIsNoShardAtAllIsOneReject(String name) throws IOException {
    Path shard = Files.writeString(folder.resolve(name), "This is text. ".repeat(100));

    assertThat(read(shard))
        .singleElement()
        .extracting(arrival -> arrival.reject().code())
        .isEqualTo(RejectCode.UNREADABLE);
  }

  @Test
  void damageToAMemberOfAZipHarmsOnlyThatMember() throws IOException {
    byte[] noise = new byte[4000];
    new Random(1).nextBytes(noise);
    Path shard =
        Shards.write(
            folder.resolve("s.zip"),
            new LinkedHashMap<>(Map.of("1.jpg", noise, "2.jpg", Shards.bytes("two"))));
    byte[] bytes = Files.readAllBytes(shard);
    int inside = new String(bytes, ISO_8859_1).indexOf("1.jpg") + 2000;
    bytes[inside] ^= 0x55;
    Files.write(shard, bytes);

    List<Arrival> arrivals = read(shard);

    assertThat(images(arrivals)).containsExactly(shard + "#2.jpg=two");
    assertThat(rejects(arrivals))
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.code()).isEqualTo(RejectCode.UNREADABLE);
              assertThat(reject.origin().text()).isEqualTo(shard + "#1.jpg");
            });
  }

  @Test
  void encryptedMembersAreRejects() throws IOException {
    Path shard = Shards.write(folder.resolve("s.zip"), members("1.jpg", "one", "2.jpg", "two"));
    byte[] bytes = Files.readAllBytes(shard);
    int directory = new String(bytes, ISO_8859_1).indexOf("PK\1\2");
    bytes[directory + 8] |= 1; // the flag of encryption of the first member
    Files.write(shard, bytes);

    List<Arrival> arrivals = read(shard);

    assertThat(images(arrivals)).containsExactly(shard + "#2.jpg=two");
    assertThat(rejects(arrivals))
        .singleElement()
        .extracting(Reject::message)
        .isEqualTo(shard + "#1.jpg is encrypted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s.tar", "s.tar.gz", "s.zip", "1.jpg"})
  void whatIsTooLongIsARejectAndNotRead(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] zeros = new byte[MAX_BYTES + 1];
    if (name.equals("1.jpg")) {
      Files.write(file, zeros);
    } else {
      Shards.write(file, new LinkedHashMap<>(Map.of("1.jpg", zeros)));
    }

    assertThat(rejects(read(file)))
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.code()).isEqualTo(RejectCode.TOO_LARGE);
              assertThat(reject.message()).endsWith(" is longer than 100000 bytes");
            });
  }

  @Test
  void aZipWhoseMemberLiesAboutItsLengthIsNoBomb() throws IOException {
    Path shard = folder.resolve("s.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(shard))) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      zip.putNextEntry(new ZipEntry("1.jpg"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 100; i++) {
        zip.write(zeros);
      }
    }
    byte[] bytes = Files.readAllBytes(shard);
    int directory = new String(bytes, ISO_8859_1).indexOf("PK\1\2");
    Arrays.fill(bytes, directory + 24, directory + 28, (byte) 0); // its length, in the directory
    Files.write(shard, bytes);

    assertThat(rejects(read(shard)))
        .singleElement()
        .extracting(Reject::code)
        .isIn(RejectCode.TOO_LARGE, RejectCode.UNREADABLE);
  }

  @Test
  void aTarThatExpandsWithoutEndIsGivenUp() throws IOException {
    Path shard = folder.resolve("s.tar.gz");
    byte[] zeros = new byte[1 << 20];
    long length = 600L << 20;
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(shard));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      TarArchiveEntry entry = new TarArchiveEntry("bomb.jpg");
      entry.setSize(length);
      tar.putArchiveEntry(entry);
      for (long written = 0; written < length; written += zeros.length) {
        tar.write(zeros);
      }
      tar.closeArchiveEntry();
    }

    List<Arrival> arrivals = read(shard);

    assertThat(rejects(arrivals))
        .extracting(Reject::code)
        .containsExactly(RejectCode.TOO_LARGE, RejectCode.UNREADABLE);
    assertThat(rejects(arrivals).get(1).message()).contains("expands to more than 100 times");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gone.jpg", "gone.tar", "gone.zip"})
  void aFileThatHasVanishedIsAReject(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "x");
    ArchiveSplit split = split(file);
    Files.delete(file);

    assertThat(rejects(arrivals(split)))
        .singleElement()
        .extracting(Reject::message)
        .isEqualTo(file + " has vanished since it was found");
  }

  @Test
  void namesKeepTheirLinesAndLetters() throws IOException {
    Path shard =
        Shards.write(folder.resolve("s.tar"), members("two\nlines.jpg", "1", "日本.jpg", "2"));
    Path latin = folder.resolve("latin.tar");
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(Files.newOutputStream(latin), ISO_8859_1.name())) {
      tar.putArchiveEntry(new TarArchiveEntry("Größe.jpg"));
      tar.closeArchiveEntry();
    }
    Path dos = folder.resolve("dos.zip");
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(dos), Charset.forName("IBM437"))) {
      zip.putNextEntry(new ZipEntry("Größe.jpg"));
    }

    assertThat(images(read(shard, latin, dos)))
        .containsExactly(
            shard + "#two\nlines.jpg=1",
            shard + "#日本.jpg=2",
            latin + "#Größe.jpg=",
            dos + "#Größe.jpg=");
  }

  private List<Arrival> read(Path... files) throws IOException {
    return arrivals(split(files));
  }

  private static List<Arrival> arrivals(ArchiveSplit split) {
    return steps(split).stream().map(SplitImages.Step::arrival).toList();
  }

  private static List<SplitImages.Step> steps(ArchiveSplit split) {
    return Splits.steps(split, MAX_BYTES);
  }

  private static ArchiveSplit split(Path... files) throws IOException {
    return Splits.of(List.of(files));
  }

  private static ArchiveSplit copy(ArchiveSplit split) throws IOException {
    ArchiveSplitSerializer serializer = new ArchiveSplitSerializer();
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(split));
  }

  private static Map<String, byte[]> members(String... namesAndContents) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      members.put(namesAndContents[i], Shards.bytes(namesAndContents[i + 1]));
    }
    return members;
  }

  private static List<String> images(List<Arrival> arrivals) {
    return arrivals.stream()
        .filter(arrival -> arrival.image() != null)
        .map(Arrival::image)
        .map(image -> image.origin() + "=" + new String(image.bytes(), UTF_8))
        .toList();
  }

  private static List<String> withAttributes(List<Arrival> arrivals) {
    return arrivals.stream()
        .filter(arrival -> arrival.image() != null)
        .map(Arrival::image)
        .map(
            image -> {
              StringBuilder text =
                  new StringBuilder(image.origin() + "=" + new String(image.bytes(), UTF_8));
              image.origin().attributes().entrySet().stream()
                  .sorted(Map.Entry.comparingByKey())
                  .forEach(entry -> text.append(" ").append(entry));
              return text.toString();
            })
        .toList();
  }

  private static List<Reject> rejects(List<Arrival> arrivals) {
    return arrivals.stream().map(Arrival::reject).filter(reject -> reject != null).toList();
  }
}
