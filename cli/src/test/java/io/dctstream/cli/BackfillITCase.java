package io.dctstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.samples.Damage;
import io.dctstream.samples.SampleImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An archive, classified once. */
class BackfillITCase {
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path folder;

  @Test
  void everyImageOfFilesAndShardsIsAPredictionOrAReject() throws Exception {
    Path archive = folder.resolve("archive");
    SampleImages samples = new SampleImages(3);
    List<String> good = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Path file = archive.resolve("%s/%d.jpg".formatted(i % 3, i));
      Files.createDirectories(file.getParent());
      Files.write(file, samples.draw(i).jpeg());
      good.add(file.toString());
    }
    Path damaged = archive.resolve("damaged.jpg");
    Files.write(damaged, Damage.TRUNCATED.apply(samples.draw(31).jpeg(), 1));
    Path shard = archive.resolve("shard.tar");
    good.addAll(tar(shard, 40));
    Path broken = Files.writeString(archive.resolve("broken.zip"), "no zip");
    Path results = folder.resolve("results");

    Run run = backfill(archive, results);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(origins(results, "predictions")).containsExactlyInAnyOrderElementsOf(good);
    assertThat(origins(results, "rejects"))
        .containsExactlyInAnyOrder(damaged.toString(), broken.toString());
    assertThat(run.out())
        .containsPattern("images +71\n")
        .containsPattern("predictions +70\n")
        .containsPattern("rejects +2\n")
        .containsPattern("skipped +40\n");
    assertThat(lines(results, "predictions"))
        .allSatisfy(
            line -> {
              boolean member = line.path("origin").asText().startsWith(shard + "#");
              assertThat(line.path("attributes").path("cls").asText()).isEqualTo(member ? "7" : "");
            });
    assertThat(results.resolve("_SUCCESS")).exists();
    assertThat(results.resolve("_checkpoints")).doesNotExist();

    assertThat(backfill(archive, results).err()).contains(results.toString(), "--resume");
    assertThat(backfill(archive, results, "--resume").out()).contains("are complete");
    assertThat(origins(results, "predictions")).hasSameSizeAs(good);
  }

  @Test
  void resultsAsCsvAndCopiesOfRejects() throws Exception {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    byte[] damaged = Damage.TRUNCATED.apply(new SampleImages(3).draw(1).jpeg(), 1);
    Files.write(archive.resolve("damaged.jpg"), damaged);
    Files.write(archive.resolve("good.jpg"), new SampleImages(3).draw(2).jpeg());
    Path results = folder.resolve("results");
    Path copies = folder.resolve("copies");

    Run run = backfill(archive, results, "--format", "csv", "--copy-rejects", copies);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(text(results, "predictions"))
        .hasSize(2)
        .first(STRING)
        .startsWith("id,origin,timestamp,model,version,label,score,");
    assertThat(text(results, "rejects")).hasSize(2).last(STRING).contains(",TRUNCATED,");
    try (Stream<Path> files = Files.list(copies)) {
      assertThat(files)
          .singleElement()
          .satisfies(
              copy -> {
                assertThat(copy.getFileName().toString()).endsWith("-damaged.jpg");
                assertThat(copy).hasBinaryContent(damaged);
              });
    }
  }

  @Test
  void resultsAsParquet() throws Exception {
    Path shard = folder.resolve("shard.tar");
    tar(shard, 20);
    Path results = folder.resolve("results");

    Run run = backfill(shard, results, "--format", "parquet");

    assertThat(run.exitCode()).as(run.err()).isZero();
    try (Stream<Path> files = Files.list(results.resolve("predictions"))) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file -> {
                assertThat(file.getFileName().toString()).endsWith(".parquet");
                assertThat(Files.readAllBytes(file)).endsWith('P', 'A', 'R', '1');
              });
    }
  }

  @Test
  void partOfATopicToTopics() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      for (String topic : List.of("images", "predictions", "rejects")) {
        broker.createTopic(topic, 1);
      }
      SampleImages samples = new SampleImages(5);
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", broker.bootstrapServers()),
              new ByteArraySerializer(),
              new ByteArraySerializer())) {
        for (int i = 0; i < 20; i++) {
          byte[] jpeg = i == 7 ? new byte[] {1} : samples.draw(i).jpeg();
          producer.send(new ProducerRecord<>("images", jpeg)).get();
        }
      }

      Run run =
          Run.of(
              "backfill",
              "--bootstrap-servers=" + broker.bootstrapServers(),
              "--input-topic=images",
              "--topic-start=0:5",
              "--topic-end=0:15",
              "--output-topic=predictions",
              "--rejects-topic=rejects",
              "--to=" + folder.resolve("state"),
              "--model=" + ShippedModel.SHAPES.file());

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out())
          .containsPattern("images +10\n")
          .containsPattern("predictions +9\n")
          .containsPattern("rejects +1\n");
      assertThat(ids(broker, "predictions", 9))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(5, 15).filter(i -> i != 7).mapToObj(i -> "images-0-" + i).toList());
      assertThat(ids(broker, "rejects", 1)).containsExactly("images-0-7");
    }
  }

  @Test
  @Timeout(400)
  void goesOnAfterKillsAndAfterCtrlCWithEveryImageOnce() throws Exception {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    List<String> images = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      images.addAll(tar(archive.resolve(i + ".tar"), 1500));
    }
    Path results = folder.resolve("results");

    killWhen(() -> unfinished(results) > 0, archive, results); // before the first checkpoint
    killWhen(() -> count(results) > 0, archive, results);
    int afterSecond = count(results);
    killWhen(() -> count(results) > afterSecond + 100, archive, results);
    int afterKills = count(results);
    assertThat(afterKills).isLessThan(images.size());

    CompletableFuture<Run> stopped =
        CompletableFuture.supplyAsync(() -> backfill(archive, results, "--resume"));
    await(() -> count(results) > afterKills + 100);
    CtrlC.press();
    Run interrupted = stopped.join();
    assertThat(interrupted.out()).as(interrupted.err()).contains("--resume goes on");
    assertThat(origins(results, "predictions")).hasSizeLessThan(images.size());

    Run last = backfill(archive, results, "--resume");

    assertThat(last.exitCode()).as(last.err()).isZero();
    assertThat(origins(results, "predictions")).containsExactlyInAnyOrderElementsOf(images);
    assertThat(last.out()).containsPattern("images +4,500\n");
    assertThat(results.resolve("_SUCCESS")).exists();
    assertThat(unfinished(results)).as("files of the killed processes").isZero();
  }

  @Test
  @Timeout(180)
  void theEndDoesNotWaitForTheNextCheckpoint() throws Exception {
    Path shard = folder.resolve("shard.tar");
    List<String> images = tar(shard, 20);
    Path results = folder.resolve("results");

    Run run =
        Run.of(
            "backfill",
            "--from=" + shard,
            "--to=" + results,
            "--model=" + ShippedModel.SHAPES.file(),
            "--checkpoint-interval=1 h");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(origins(results, "predictions")).containsExactlyInAnyOrderElementsOf(images);
  }

  @Test
  @Timeout(400)
  void aFullDiskEndsTheRunWhichGoesOnWhenThereIsRoom() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Assumptions.assumeTrue(
        mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()),
        "No small disk can be mounted by this user");
    try {
      Path shard = folder.resolve("shard.tar");
      List<String> images = tar(shard, 4000); // of results of 400 bytes and more
      Path results = disk.resolve("results");

      Run full = backfill(shard, results);
      assertThat(full.exitCode()).isNotZero();
      assertThat(full.err().lines().toList())
          .anyMatch(line -> line.contains("restarting"))
          .last(STRING)
          .contains("no space left for", results.toString(), "--resume");
      mount("-o", "remount,size=64m", disk.toString());
      Run run = backfill(shard, results, "--resume");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(origins(results, "predictions")).containsExactlyInAnyOrderElementsOf(images);
    } finally {
      new ProcessBuilder("umount", disk.toString()).start().waitFor();
    }
  }

  @Test
  void whatIsWrongIsSaidInOneSentence() throws IOException {
    Path results = folder.resolve("results");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path missing = folder.resolve("missing");
    assertFails(backfill(missing, results), "There is no '" + missing + "'");
    assertFails(backfill(empty, results), "no image and no archive in " + empty);
    assertFails(
        backfill(Path.of("x"), results, "--from", "gopher://x/y"), "gopher://x/y", "scheme");
    assertFails(Run.of("backfill", "--from", empty), "--to");
    assertFails(
        Run.of("backfill", "--status", "0123", "--cluster", "http://127.0.0.1:1"), "127.0.0.1:1");
    assertFails(Run.of("backfill", "--from", empty, "--to", results), "--model is missing");
  }

  private static List<String> ids(EmbeddedBroker broker, String topic, int count) {
    List<String> ids = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (ids.size() < count && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          ids.add(new String(record.key(), UTF_8));
        }
      }
    }
    return ids;
  }

  /** The process that is killed. */
  public static void main(String[] args) {
    Run run = Run.of((Object[]) args);
    System.out.println(run);
    System.exit(run.exitCode());
  }

  private static Process start(Path archive, Path results) throws IOException {
    Stream<String> jvm =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Ddctstream.home=" + System.getProperty("dctstream.home"),
            "-Ddctstream.log=" + results.resolveSibling("killed.log"),
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            BackfillITCase.class.getName());
    Stream<String> arguments = Stream.concat(args(archive, results), Stream.of("--resume"));
    return new ProcessBuilder(Stream.concat(jvm, arguments).toList())
        .redirectErrorStream(true)
        .redirectOutput(Redirect.to(results.resolveSibling("killed.out").toFile()))
        .start();
  }

  private static void killWhen(BooleanSupplier point, Path archive, Path results)
      throws IOException, InterruptedException {
    Process killed = start(archive, results);
    try {
      await(point);
    } finally {
      killed.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }
  }

  private static boolean mount(String... arguments) throws InterruptedException {
    try {
      return new ProcessBuilder(Stream.concat(Stream.of("mount"), Stream.of(arguments)).toList())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }

  private static Run backfill(Path archive, Path results, Object... more) {
    return Run.of(Stream.concat(args(archive, results), Arrays.stream(more)).toArray());
  }

  private static Stream<String> args(Path archive, Path results) {
    return Stream.of(
        "backfill",
        "--from=" + archive,
        "--to=" + results,
        "--model=" + ShippedModel.SHAPES.file(),
        "--checkpoint-interval=300 ms");
  }

  /** A WebDataset shard: drawn pictures, each with its class; the origins of the pictures. */
  private static List<String> tar(Path file, int count) throws IOException {
    SampleImages samples = new SampleImages(4);
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < Math.min(count, 20); i++) {
      pictures.add(samples.draw(i).jpeg());
    }
    List<String> origins = new ArrayList<>();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < count; i++) {
        add(tar, i + ".jpg", pictures.get(i % pictures.size()));
        add(tar, i + ".cls", "7".getBytes(UTF_8));
        add(tar, i + ".bin", new byte[3]);
        origins.add("%s#%d.jpg".formatted(file, i));
      }
    }
    return origins;
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static List<String> origins(Path results, String kind) throws IOException {
    return lines(results, kind).stream().map(line -> line.path("origin").asText()).toList();
  }

  private static List<JsonNode> lines(Path results, String kind) throws IOException {
    JsonMapper mapper = new JsonMapper();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text(results, kind)) {
      lines.add(mapper.readTree(line));
    }
    return lines;
  }

  private static List<String> text(Path results, String kind) throws IOException {
    List<String> lines = new ArrayList<>();
    if (!Files.exists(results.resolve(kind))) {
      return lines;
    }
    try (Stream<Path> files = Files.list(results.resolve(kind))) {
      for (Path file :
          files.filter(file -> !file.getFileName().toString().startsWith(".")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private static int count(Path results) {
    try {
      return lines(results, "predictions").size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files that readers of results do not see. */
  private static long unfinished(Path results) {
    if (!Files.exists(results.resolve("predictions"))) {
      return 0;
    }
    try (Stream<Path> files = Files.list(results.resolve("predictions"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(".")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private static void assertFails(Run run, String... parts) {
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).hasLineCount(1).contains(parts).doesNotContain("\tat ", "Exception");
  }
}
