package io.dctstream.train.network;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/**
 * What "Faster Neural Networks Straight from JPEG" measured of a network on ImageNet (table 1), at
 * full size on a Pascal GPU, decoding not counted.
 *
 * @param top1Error in percent
 * @param top5Error in percent
 * @param imagesPerSecond of a forward pass
 */
public record PaperResult(double top1Error, double top5Error, int imagesPerSecond) {
  private static final PaperResult RESNET_50_RGB = new PaperResult(24.22, 7.35, 208);

  private static final Map<String, PaperResult> BY_NETWORK =
      Map.ofEntries(
          entry("resnet50-rgb", RESNET_50_RGB),
          entry("resnet50-ycbcr", new PaperResult(24.36, 7.36, 207)),
          entry("upsampling", new PaperResult(25.07, 7.81, 396)),
          entry("upsampling-rfa", new PaperResult(24.06, 7.14, 266)),
          entry("deconvolution-rfa", new PaperResult(23.94, 6.98, 268)),
          entry("downsampling", new PaperResult(27.00, 8.98, 451)),
          entry("late-concat", new PaperResult(24.93, 7.62, 401)),
          entry("late-concat-rfa", new PaperResult(24.08, 7.09, 267)),
          entry("late-concat-rfa-thinner", new PaperResult(24.61, 7.43, 369)));

  /** Of a network in {@link Networks}, if the paper gives its results as numbers. */
  public static Optional<PaperResult> of(String network) {
    return Optional.ofNullable(BY_NETWORK.get(network));
  }

  /** Images per second as a multiple of those of ResNet-50 on RGB. */
  public double speed() {
    return (double) imagesPerSecond / RESNET_50_RGB.imagesPerSecond();
  }
}
