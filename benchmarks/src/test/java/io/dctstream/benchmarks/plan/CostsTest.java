package io.dctstream.benchmarks.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The model's figures are those of the pages that they name, and lie on lines between them. */
class CostsTest {
  private static final Path DOCS = Path.of(System.getProperty("dctstream.home"), "docs");

  private final Costs costs = Costs.measured();

  @Test
  void decodingIsAsBenchmarksSay() throws IOException {
    String page = Files.readString(DOCS.resolve("benchmarks.md"));
    for (Costs.Decoding decoding : costs.decoding()) {
      assertThat(page)
          .contains(
              row(
                  "| %s | `packedCoefficients` | %,.0f |",
                  decoding.pictures(), decoding.imagesPerSecond()));
      assertThat(page.lines().filter(line -> line.contains(decoding.pictures())))
          .as("bytes of %s", decoding.pictures())
          .anyMatch(line -> line.contains(row("%,.0f", decoding.jpegBytes())))
          .anyMatch(line -> line.contains(row("%,.0f", decoding.packedBytes())));
    }
  }

  @Test
  void networksAreAsTheirPageSays() throws IOException {
    String page = Files.readString(DOCS.resolve("networks.md"));
    for (Costs.Network network : costs.networks()) {
      assertThat(page.lines().filter(line -> line.startsWith("| " + network.name() + " |")))
          .as(network.name())
          .anyMatch(
              line ->
                  line.contains(row("| %.1f |", network.fp32()))
                      && line.contains(row("| %.1f |", network.int8())))
          .anyMatch(line -> line.startsWith(row("| %s | %,.0f |", network.name(), network.gpu())));
    }
  }

  @Test
  void whatTheJobCostsIsAsBenchmarksSay() throws IOException {
    String page = Files.readString(DOCS.resolve("benchmarks.md"));
    assertThat(page)
        .contains(row("| reading, writing and Flink | %.0f |", costs.streaming().value()))
        .contains(row("| broker | %.0f |", costs.broker().value()))
        .contains(row("| apart instead of chained | %.0f |", costs.shuffling().value()))
        .contains(row("A record on the way adds %.0f bytes", costs.shuffleBytes().value()))
        .containsPattern(row("prediction\\s+%.0f\\.", costs.predictionBytes().value()));
  }

  @Test
  void linesGoThroughWhatWasMeasured() {
    for (Costs.Decoding decoding : costs.decoding()) {
      assertThat(costs.decodeMicros(decoding.jpegBytes()))
          .isCloseTo(1e6 / decoding.imagesPerSecond(), within(1e-6));
      assertThat(costs.packedBytes(decoding.jpegBytes()))
          .isCloseTo(decoding.packedBytes(), within(1e-6));
    }
  }

  @Test
  void sizesThatWereNotMeasuredAreKnownAsSuch() {
    assertThat(costs.covers(10_243)).isFalse();
    assertThat(costs.covers(10_244)).isTrue();
    assertThat(costs.covers(323_774)).isFalse();
    assertThat(costs.packedBytes(5_000_000)).as("a payload has the grid's size").isEqualTo(28_312);
    assertThat(costs.decodeMicros(1_000_000)).isGreaterThan(2 * costs.decodeMicros(323_773));
    assertThat(costs.decodeMicros(1)).isPositive();
  }

  private static String row(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
