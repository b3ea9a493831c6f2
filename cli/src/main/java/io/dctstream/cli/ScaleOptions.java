package io.dctstream.cli;

import io.dctstream.train.network.NetworkScale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How large a network is, for the commands that build one. */
public final class ScaleOptions {
  private static final Pattern FREQUENCIES = Pattern.compile("([0-9]{1,2})(?:,([0-9]{1,2}))?");

  @Option(
      names = "--width",
      paramLabel = "X",
      description = "Multiplier of the channel counts, in (0, 4]; 1 is the paper's.")
  private Double width;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "The most residual blocks of a stage; all of the paper's by default.")
  private Integer depth;

  @Option(
      names = "--image-size",
      paramLabel = "PIXELS",
      description = "Side of the input, a multiple of 16.")
  private Integer imageSize;

  @Option(
      names = "--frequencies",
      paramLabel = "K|Y,C",
      description =
          "How many of the 64 frequencies of luma and of chroma enter a network that reads"
              + " coefficients, the lowest ones: 32, say, or 32,16. Those of the network by"
              + " default, which are all but of late-concat-lean.")
  private String frequencies;

  /**
   * The scale that was asked for.
   *
   * @param usual what is not asked for is as here
   * @throws IllegalArgumentException if a value is out of its range
   */
  public NetworkScale over(NetworkScale usual) {
    Matcher numbers = FREQUENCIES.matcher(frequencies == null ? "" : frequencies);
    if (frequencies != null && !numbers.matches()) {
      throw new IllegalArgumentException(
          "--frequencies is a number such as 32 or two such as 32,16, not '%s'"
              .formatted(frequencies));
    }
    return new NetworkScale(
        width == null ? usual.width() : width,
        depth == null ? usual.depth() : depth,
        imageSize == null ? usual.imageSize() : imageSize,
        frequencies == null ? usual.lumaFrequencies() : Integer.parseInt(numbers.group(1)),
        frequencies == null
            ? usual.chromaFrequencies()
            : Integer.parseInt(numbers.group(numbers.group(2) == null ? 1 : 2)));
  }
}
