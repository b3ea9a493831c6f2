package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.cli.cluster.JavaProcess;
import io.dctstream.samples.Damage;
import io.dctstream.samples.SampleImages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive in an object store, classified once, with the results in the same store. */
class S3BackfillITCase {
  private static final String RESULTS = S3Server.uri("results");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final List<byte[]> PICTURES =
      IntStream.range(0, 20).mapToObj(i -> new SampleImages(4).draw(i).jpeg()).toList();

  @TempDir private static Path folder;
  private static S3Server store;

  @BeforeAll
  static void startStore() throws Exception {
    store = S3Server.start(folder);
    Files.writeString(
        folder.resolve("s3.properties"),
        """
        s3.endpoint=%s
        s3.path.style.access=true
        s3.access-key=any
        s3.secret-key=any
        """
            .formatted(store.endpoint()));
  }

  @AfterAll
  static void stopStore() {
    store.close();
  }

  @Test
  void everyImageOfFilesAndShardsIsInTheResultsOnceThoughARunWasKilled() throws Exception {
    List<String> images = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String key = "archive/%d/%d.jpg".formatted(i % 3, i);
      store.put(key, PICTURES.get(i));
      images.add(S3Server.uri(key));
    }
    images.addAll(putZip("archive/3/shard.zip", 20));
    images.addAll(putTar("archive/4/0.tar", 2000));
    images.addAll(putTar("archive/4/1.tar", 2000));
    store.put("archive/damaged.jpg", Damage.TRUNCATED.apply(PICTURES.get(0), 1));

    try (JavaProcess killed = backfill(RESULTS)) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (store.keys("results/predictions/").isEmpty()) {
        assertThat(killed.isAlive() && System.nanoTime() < deadline).as(killed.output()).isTrue();
        Thread.sleep(20);
      }
      killed.kill();
    }
    assertThat(origins("predictions"))
        .as("what a run that was killed left to see")
        .doesNotHaveDuplicates()
        .hasSizeBetween(1, images.size() - 1)
        .isSubsetOf(images);
    assertThat(store.keys("results/_SUCCESS")).isEmpty();

    try (JavaProcess resumed = backfill(RESULTS, "--resume")) {
      assertThat(resumed.await(PATIENCE)).as(resumed.output()).isZero();
    }
    assertThat(origins("predictions")).containsExactlyInAnyOrderElementsOf(images);
    assertThat(origins("rejects")).containsExactly(S3Server.uri("archive/damaged.jpg"));
    assertThat(store.keys("results/"))
        .contains("results/_SUCCESS")
        .noneMatch(key -> key.contains("_checkpoints"));
  }

  @Test
  void aBucketThatIsNotThereIsNamedInOneSentence() throws Exception {
    try (JavaProcess run = backfill("s3://missing/results")) {
      assertThat(run.await(PATIENCE)).isNotZero();
      assertThat(run.output())
          .hasLineCount(1)
          .contains("'s3://missing/results'", "bucket does not exist");
    }
  }

  /** Starts the command in a process of its own. */
  private static JavaProcess backfill(String to, String... more) throws IOException {
    Stream<String> command =
        Stream.of(
            "-XX:TieredStopAtLevel=1",
            "-Ddctstream.home=" + System.getProperty("dctstream.home"),
            "-Ddctstream.log=" + folder.resolve("backfill.log"),
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "backfill",
            "--from=" + S3Server.uri("archive"),
            "--to=" + to,
            "--model=" + ShippedModel.SHAPES.file(),
            "--config=" + folder.resolve("s3.properties"),
            "--checkpoint-interval=300 ms");
    JavaProcess process =
        new JavaProcess(
            Redirect.to(Files.createTempFile(folder, "backfill", ".out").toFile()),
            Map.of("FLINK_PLUGINS_DIR", S3Server.PLUGINS.toString()),
            Stream.concat(command, Stream.of(more)).toList());
    process.start();
    return process;
  }

  private static List<String> putTar(String key, int count) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<String> origins = new ArrayList<>();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (int i = 0; i < count; i++) {
        byte[] jpeg = PICTURES.get(i % PICTURES.size());
        TarArchiveEntry entry = new TarArchiveEntry(i + ".jpg");
        entry.setSize(jpeg.length);
        tar.putArchiveEntry(entry);
        tar.write(jpeg);
        tar.closeArchiveEntry();
        origins.add("%s#%d.jpg".formatted(S3Server.uri(key), i));
      }
    }
    store.put(key, bytes.toByteArray());
    return origins;
  }

  private static List<String> putZip(String key, int count) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<String> origins = new ArrayList<>();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < count; i++) {
        zip.putNextEntry(new ZipEntry(i + ".jpg"));
        zip.write(PICTURES.get(i));
        origins.add("%s#%d.jpg".formatted(S3Server.uri(key), i));
      }
    }
    store.put(key, bytes.toByteArray());
    return origins;
  }

  /** The origins in all files of the results, every line of which is a whole JSON object. */
  private static List<String> origins(String kind) throws Exception {
    JsonMapper mapper = new JsonMapper();
    List<String> origins = new ArrayList<>();
    for (String key : store.keys("results/" + kind + "/")) {
      for (String line : store.text(key).lines().toList()) {
        origins.add(mapper.readTree(line).path("origin").asText());
      }
    }
    return origins;
  }
}
