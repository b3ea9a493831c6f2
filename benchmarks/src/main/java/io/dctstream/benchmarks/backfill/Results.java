package io.dctstream.benchmarks.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Results as JSON lines, which say when each image was classified. */
final class Results {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PREDICTIONS = "predictions";

  private Results() {}

  /** The finished files of predictions. */
  static List<Path> files(Path results) throws IOException {
    Path folder = results.resolve(PREDICTIONS);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
    }
  }

  /** How many results can be seen. */
  static long count(Path results) throws IOException {
    long count = 0;
    for (Path file : files(results)) {
      try (Stream<String> lines = Files.lines(file)) {
        count += lines.count();
      }
    }
    return count;
  }

  /**
   * When images were classified, in order.
   *
   * @param images how many there are
   * @return milliseconds since 1970
   * @throws IllegalStateException if there is not exactly one prediction an image
   */
  static long[] times(Path results, int images) throws IOException {
    long[] times = new long[images];
    Set<String> seen = new HashSet<>();
    int count = 0;
    for (Path file : files(results)) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JsonNode prediction = JSON.readTree(line);
          if (!seen.add(prediction.path("id").asText()) || count == images) {
            throw new IllegalStateException(
                "%s is there twice, or there are more predictions than images, in %s"
                    .formatted(prediction.path("id").asText(), results));
          }
          times[count++] = prediction.path("classifiedAt").asLong();
        }
      }
    }
    if (count < images) {
      throw new IllegalStateException(
          "%d predictions of %d images are in %s".formatted(count, images, results));
    }
    Arrays.sort(times);
    return times;
  }

  /** Opens a file of predictions. */
  static BufferedWriter open(Path results, int part) throws IOException {
    Path folder = Files.createDirectories(results.resolve(PREDICTIONS));
    return Files.newBufferedWriter(folder.resolve("part-%d.jsonl".formatted(part)));
  }

  /** Writes one line. */
  static void write(BufferedWriter out, Line line) throws IOException {
    out.write(JSON.writeValueAsString(line));
    out.newLine();
  }

  /** What a program without Flink says of an image. */
  record Line(String id, String label, float score, long classifiedAt) {}
}
