package io.dctstream.train.data;

import io.dctstream.jpegdct.Augmentation;
import io.dctstream.jpegdct.Augmentation.Orientation;
import io.dctstream.jpegdct.Augmentation.Tone;
import io.dctstream.jpegdct.Augmenter;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.PackedPayload;
import io.dctstream.jpegdct.Planes;
import java.util.random.RandomGenerator;

/**
 * Varies images at random: half of them are mirrored, all are shifted by whole chroma blocks up to
 * an eighth of the image, and light, contrast and saturation vary.
 *
 * <p>The image stays at the scale at which it is served, which a crop from a larger grid would not:
 * {@link io.dctstream.jpegdct.Fit#RESIZE} scales an image to its grid.
 *
 * <p>Not thread-safe: it has a buffer of its own.
 */
final class RandomAugmentation {
  private static final int SHIFTED_SHARE = 8;
  private static final int SAMPLE_RANGE = 256;

  private final BlockGrid grid;
  private final double jitter;
  private final Planes image;
  private final Augmenter augmenter;

  /**
   * @param jitter how far contrast and saturation (as shares of themselves) and light (as a share
   *     of a quarter of the range) go up or down at most
   */
  RandomAugmentation(BlockGrid grid, double jitter) {
    this.grid = grid;
    this.jitter = jitter;
    this.image = Planes.allocate(grid, 1);
    this.augmenter = new Augmenter(grid, grid);
  }

  /** Puts a variation of an image into a slot of a batch, without its label. */
  void put(DecodedImage decoded, RandomGenerator random, Batch batch, int slot) {
    PackedPayload.unpack(decoded.payload(), grid, image, 0);
    augmenter.put(any(random), image, batch.planes(), slot);
  }

  private Augmentation any(RandomGenerator random) {
    Orientation orientation = random.nextBoolean() ? Orientation.MIRRORED : Orientation.UPRIGHT;
    int right = shift(grid.chromaWidth(), random);
    int down = shift(grid.chromaHeight(), random);
    float contrast = 1 + vary(random);
    float saturation = 1 + vary(random);
    float brightness = SAMPLE_RANGE / 4 * vary(random);
    Tone tone = new Tone(contrast, saturation, brightness);
    return new Augmentation(2 * right, 2 * down, orientation, tone, 0);
  }

  private static int shift(int chromaBlocks, RandomGenerator random) {
    int most = chromaBlocks / SHIFTED_SHARE;
    return random.nextInt(-most, most + 1);
  }

  private float vary(RandomGenerator random) {
    return (float) (jitter * (2 * random.nextDouble() - 1));
  }
}
