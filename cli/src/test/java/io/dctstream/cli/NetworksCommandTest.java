package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksCommandTest {
  @TempDir private Path folder;

  @Test
  void theTableHasAllNetworksOfThePaperAndOurs() {
    Run run = Run.of("networks");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(1 + 22 + 1);
    assertThat(run.out())
        .containsPattern(
            "late-concat +coefficients +25,163,496 +2,956,410,880 +0\\.771 +456/32 +24\\.93"
                + " +1\\.93");
  }

  @Test
  void frequenciesThatAreLeftOutCostNothing() {
    // A convolution of 1x1 from the frequencies to 128 channels.
    String conv1 = "luma\\.res3a\\.conv1 +ConvolutionLayer +1 +1 +128x28x28 +8/8 +";

    assertThat(Run.of("networks", "late-concat").out()).containsPattern(conv1 + "8,192");
    assertThat(Run.of("networks", "late-concat", "--frequencies", "32").out())
        .containsPattern(conv1 + "4,096");
    assertThat(Run.of("networks", "late-concat", "--frequencies", "20,8").out())
        .containsPattern(conv1 + "2,560");
    for (String none : new String[] {"0", "65", "few", "1,2,3"}) {
      Run run = Run.of("networks", "late-concat", "--frequencies", none);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("frequencies");
    }
  }

  @Test
  void aNetworkIsListedByLayersWithTheSizeAskedFor() {
    Run run = Run.of("networks", "late-concat", "--image-size", 128, "--classes", 5);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("luma\\.res3a\\.conv2 +ConvolutionLayer +3 +1 +128x16x16 +24/8 +147,456")
        .containsPattern("logits +DenseLayer +5x1x1 +image +10,245 +10,240");
  }

  @Test
  void depthAndWidthMakeItSmaller() {
    String full = Run.of("networks", "upsampling").out();
    String small = Run.of("networks", "upsampling", "--depth", 1, "--width", 0.25).out();

    assertThat(full).contains("res4f.add").contains("1024x14x14");
    assertThat(small).doesNotContain("res4b.add").contains("256x14x14");
  }

  @Test
  void plotsAreDrawn() throws IOException {
    Path svg = folder.resolve("fields.svg");
    Path png = folder.resolve("fields.png");
    Path filters = folder.resolve("filters.png");

    Run run = Run.of("networks", "--plot", svg, "--plot-filters", filters);

    assertThat(run.exitCode()).isZero();
    assertThat(Files.readString(svg)).contains("<svg", "<path");
    assertThat(Run.of("networks", "late-concat", "--plot", png).exitCode()).isZero();
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(1000);
    // Filter (1, 0), right of DC's in the square, falls from left to right.
    BufferedImage picture = ImageIO.read(filters.toFile());
    int[] greys =
        IntStream.range(0, 8).map(x -> picture.getRGB(72 + 8 * x + 4, 8) & 0xFF).toArray();
    assertThat(greys).isSortedAccordingTo((a, b) -> b - a);
    assertThat(greys[0]).isEqualTo(255);
    assertThat(greys[7]).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "networks foo             | There is no network 'foo'; choose one of resnet50-rgb,",
        "networks --plot x.gif    | --plot writes .png and .svg files, not x.gif;",
        "networks --plot-filters none/x.png | The folder of --plot-filters none/x.png does not"
            + " exist;",
        "networks --depth 0       | The depth is at least 1, not 0;",
        "networks --image-size 100 | An image"
      })
  void wrongCallsAreAnsweredInOneSentence(String command, String sentence) {
    Run run = Run.of((Object[]) command.trim().split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith(sentence);
    assertThat(run.out()).isEmpty();
  }
}
