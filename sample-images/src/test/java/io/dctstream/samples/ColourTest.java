package io.dctstream.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Colour must not give the class away: who sees only how much there is of each must guess. */
class ColourTest {
  private static final int COUNT = 500;
  private static final int NEIGHBOURS = 7;
  private static final double CHANCE = 1.0 / SampleImages.labels().size();

  private static final List<SampleImage> IMAGES =
      LongStream.range(0, COUNT).mapToObj(new SampleImages(3)::draw).toList();

  @Test
  void neighboursInColourHistogramsAreOfOtherClasses() {
    assertThat(accuracy(pixel -> pixel)).isBetween(CHANCE / 3, 2 * CHANCE);
  }

  /** The check itself would notice colours of classes: here each class has a faint one. */
  @Test
  void neighboursInColourHistogramsFindClassesThatAreTinted() {
    double[][] tinted = new double[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      int tint = 0x181818 * (i % SampleImages.labels().size());
      tinted[i] = histogram(IMAGES.get(i), pixel -> pixel | tint);
    }
    assertThat(accuracy(tinted)).isGreaterThan(4 * CHANCE);
  }

  private static double accuracy(IntUnaryOperator change) {
    return accuracy(
        IMAGES.stream().map(image -> histogram(image, change)).toArray(double[][]::new));
  }

  /** Part of the pictures whose nearest neighbours vote for their own class. */
  private static double accuracy(double[][] histograms) {
    return IntStream.range(0, COUNT)
            .filter(i -> vote(histograms, i).equals(IMAGES.get(i).label()))
            .count()
        / (double) COUNT;
  }

  private static String vote(double[][] histograms, int of) {
    Map<String, Long> votes =
        IntStream.range(0, COUNT)
            .filter(i -> i != of)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> distance(histograms[i], histograms[of])))
            .limit(NEIGHBOURS)
            .map(i -> IMAGES.get(i).label())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return votes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs(a[i] - b[i]);
    }
    return sum;
  }

  /** Parts of the pixels in 4 x 4 x 4 ranges of red, green and blue. */
  private static double[] histogram(SampleImage image, IntUnaryOperator change) {
    BufferedImage picture;
    try {
      picture = ImageIO.read(new ByteArrayInputStream(image.jpeg()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int[] pixels =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    double[] parts = new double[64];
    for (int pixel : pixels) {
      int rgb = change.applyAsInt(pixel);
      parts[(rgb >> 22 & 3) << 4 | (rgb >> 14 & 3) << 2 | (rgb >> 6 & 3)] += 1.0 / pixels.length;
    }
    return parts;
  }
}
