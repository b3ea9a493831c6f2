package io.dctstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.samples.ChromaSampling;
import io.dctstream.samples.JpegFormat;
import io.dctstream.samples.SampleImage;
import io.dctstream.samples.SampleImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as shards, and what a backfill makes of them. */
class PackITCase {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int PICTURES = 30;

  @TempDir private Path folder;
  private Path pictures;

  @BeforeEach
  void draw() throws IOException {
    pictures = folder.resolve("pictures");
    SampleImages samples = new SampleImages(6);
    for (int i = 0; i < PICTURES; i++) {
      SampleImage sample =
          samples.draw(i, 150 + i, 200 - i, new JpegFormat(90, ChromaSampling.HALF_BOTH, false));
      Path file = pictures.resolve("class %d/%d.jpg".formatted(i % 3, i));
      Files.createDirectories(file.getParent());
      Files.write(file, sample.jpeg());
    }
  }

  @Test
  void shardsHoldTheFilesAsTheyAreInSamplesWithTheirLabel() throws Exception {
    Path shards = folder.resolve("shards");

    Run run = Run.of("pack", "--data", pictures, "--out", shards, "--size", "64kb");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(shards.resolve("labels.txt")).hasContent("class 0\nclass 1\nclass 2");
    Map<String, byte[]> members = members(shards);
    assertThat(members).hasSize(3 * PICTURES);
    assertThat(run.out()).contains("30 of 30 images in ");
    for (int i = 0; i < PICTURES; i++) {
      String key = "%09d".formatted(i);
      JsonNode description = JSON.readTree(members.get(key + ".json"));
      Path original = pictures.resolve(description.path("path").asText());
      String label = description.path("label").asText();
      assertThat(members.get(key + ".jpg")).isEqualTo(Files.readAllBytes(original));
      assertThat(original.getParent().getFileName().toString()).isEqualTo(label);
      assertThat("class " + new String(members.get(key + ".cls"), UTF_8)).isEqualTo(label);
    }
    try (Stream<Path> files = Files.list(shards)) {
      assertThat(files.filter(file -> file.toString().endsWith(".tar")).toList())
          .hasSizeGreaterThan(1);
    }
    assertThat(Run.of("pack", "--data", pictures, "--out", shards).err()).contains("already");
  }

  @Test
  void normalisedImagesAreClassifiedTheSame() throws Exception {
    Path shards = folder.resolve("shards");

    Run run = Run.of("pack", "--data", pictures, "--out", shards, "--normalise", 128, "--shuffle");

    assertThat(run.exitCode()).as(run.err()).isZero();
    for (Map.Entry<String, byte[]> member : members(shards).entrySet()) {
      if (member.getKey().endsWith(".jpg")) {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(member.getValue()));
        assertThat(image.getWidth()).isEqualTo(128);
        assertThat(image.getHeight()).isEqualTo(128);
      }
    }
    Map<String, JsonNode> ofFiles = new HashMap<>();
    for (JsonNode line : classify(pictures, "of-files")) {
      Path origin = Path.of(line.path("origin").asText());
      ofFiles.put(pictures.relativize(origin).toString(), line.path("top"));
    }
    Map<String, JsonNode> ofShards = new HashMap<>();
    for (JsonNode line : classify(shards, "of-shards")) {
      String description = line.path("attributes").path("json").asText();
      ofShards.put(JSON.readTree(description).path("path").asText(), line.path("top"));
    }
    assertThat(ofShards).hasSize(PICTURES).isEqualTo(ofFiles);
  }

  @Test
  void whatIsWrongIsSaidInOneSentence() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path out = folder.resolve("out");
    assertThat(Run.of("pack", "--data", empty, "--out", out).err())
        .isEqualTo("There is no JPEG file in %s; check the folder".formatted(empty));
    assertThat(Run.of("pack", "--data", pictures, "--out", out, "--size", "big").err())
        .startsWith("--size is a number of bytes such as 256MB, not 'big'");
    assertThat(Run.of("pack", "--data", pictures, "--out", out, "--normalise", "100").err())
        .startsWith("--normalise: ");
    assertThat(out).doesNotExist();
  }

  private List<JsonNode> classify(Path from, String name) throws IOException {
    Path results = folder.resolve(name);
    Run run =
        Run.of(
            "backfill",
            "--from=" + from,
            "--to=" + results,
            "--model=" + ShippedModel.SHAPES.file(),
            "--checkpoint-interval=300 ms");
    assertThat(run.exitCode()).as(run.err()).isZero();
    try (Stream<Path> files = Files.list(results.resolve("predictions"))) {
      return files.flatMap(PackITCase::lines).toList();
    }
  }

  private static Stream<JsonNode> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().map(PackITCase::json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, byte[]> members(Path shards) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(shards)) {
      for (Path shard : files.filter(file -> file.toString().endsWith(".tar")).sorted().toList()) {
        try (InputStream in = Files.newInputStream(shard);
            TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
          for (TarArchiveEntry entry = tar.getNextEntry();
              entry != null;
              entry = tar.getNextEntry()) {
            members.put(entry.getName(), tar.readAllBytes());
          }
        }
      }
    }
    return members;
  }
}
