package io.dctstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.cli.demo.DemoReport.BytesPerImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {
  private static final DemoReport REPORT = report(0.9875, new Latency(11, 52));

  @Test
  void isWrittenWithTheDocumentedNames(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.json");
    REPORT.write(file);
    JsonMapper json = new JsonMapper();
    assertThat(json.readTree(Files.readString(file)))
        .isEqualTo(
            json.readTree(
                """
                {"sent": 3000, "predictions": 2970, "rejects": {"NOT_JPEG": 23, "TRUNCATED": 7},
                 "accuracy": 0.9875, "seconds": 9.5, "imagesPerSecond": 1234.5,
                 "latencyMs": {"p50": 11, "p99": 52},
                 "bytesPerImage": {"jpeg": 15310, "packed": 9073, "rgb": 49152},
                 "model": "shapes", "version": "1"}
                """));
  }

  @Test
  void showsEveryFigureInTheTable() {
    assertThat(REPORT.table())
        .contains("3,000", "2,970", "30  NOT_JPEG 23, TRUNCATED 7", "98.8 %", "1,23", "11 / 52")
        .contains("15,310", "9,073", "49,152", "shapes  version 1");
  }

  @Test
  void saysWhatIsUnknown() {
    assertThat(report(null, null).table().lines().filter(line -> line.contains("unknown")))
        .hasSize(2);
  }

  private static DemoReport report(Double accuracy, Latency latency) {
    return new DemoReport(
        3000,
        2970,
        new TreeMap<>(Map.of("TRUNCATED", 7, "NOT_JPEG", 23)),
        accuracy,
        9.5,
        1234.5,
        latency,
        new BytesPerImage(15310, 9073, 49152),
        "shapes",
        "1");
  }
}
