package io.dctstream.train.data;

import io.dctstream.jpegdct.Augmentation;
import io.dctstream.jpegdct.Augmentation.Orientation;
import io.dctstream.jpegdct.Augmentation.Tone;
import io.dctstream.jpegdct.Augmenter;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.PackedPayload;
import io.dctstream.jpegdct.Planes;
import io.dctstream.jpegdct.TensorLayout;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Varies images at random: each is shown at one of its scales, half of them are mirrored, all are
 * shifted by whole chroma blocks, and light, contrast and saturation vary. Of an image that is
 * larger than the network's grid a window is shown; one that is smaller has its mirror image around
 * it.
 *
 * <p>Not thread-safe: it has buffers of its own.
 */
final class RandomAugmentation {
  private static final int SAMPLE_RANGE = 256;

  private final TensorLayout layout;
  private final Variation variation;
  private final List<Scale> scales;

  RandomAugmentation(TensorLayout layout, Variation variation) {
    this.layout = layout;
    this.variation = variation;
    this.scales =
        variation.grids(layout.grid()).stream().map(from -> Scale.of(from, layout)).toList();
  }

  /** What is needed to show images of one scale. */
  private record Scale(TensorLayout from, Planes image, Augmenter augmenter) {
    static Scale of(BlockGrid grid, TensorLayout to) {
      TensorLayout from = TensorLayout.of(grid);
      return new Scale(from, Planes.allocate(from, 1), new Augmenter(grid, to));
    }
  }

  /**
   * Puts a variation of an image into a slot of a batch, without its label.
   *
   * @param decoded at all scales of the variation
   */
  void put(DecodedImage decoded, RandomGenerator random, Batch batch, int slot) {
    int index = random.nextInt(scales.size());
    Scale scale = scales.get(index);
    PackedPayload.unpack(decoded.payloads().get(index).bytes(), scale.from, scale.image, 0);
    scale.augmenter.put(any(scale.from.grid(), random), scale.image, batch.coefficients(), slot);
  }

  private Augmentation any(BlockGrid from, RandomGenerator random) {
    Orientation orientation = random.nextBoolean() ? Orientation.MIRRORED : Orientation.UPRIGHT;
    int left = start(from.chromaWidth(), layout.grid().chromaWidth(), random);
    int top = start(from.chromaHeight(), layout.grid().chromaHeight(), random);
    float contrast = 1 + vary(random);
    float saturation = 1 + vary(random);
    float brightness = SAMPLE_RANGE / 4 * vary(random);
    Tone tone = new Tone(contrast, saturation, brightness);
    return new Augmentation(2 * left, 2 * top, orientation, tone, 0);
  }

  /** Anywhere in the image, and out of it by the shift or its own size; in chroma blocks. */
  private int start(int image, int window, RandomGenerator random) {
    int shift = (int) (variation.shift() * window);
    int room = image - window;
    int first = Math.max(-image, Math.min(0, room) - shift);
    int last = Math.min(image + room, Math.max(0, room) + shift);
    return random.nextInt(first, last + 1);
  }

  private float vary(RandomGenerator random) {
    return (float) (variation.jitter() * (2 * random.nextDouble() - 1));
  }
}
