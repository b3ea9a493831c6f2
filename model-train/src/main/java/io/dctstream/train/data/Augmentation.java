package io.dctstream.train.data;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.PackedPayload;
import java.nio.FloatBuffer;
import java.util.random.RandomGenerator;

/**
 * Varies images on their coefficients: half of them are mirrored, all are shifted by whole chroma
 * blocks up to an eighth of the image, and light, contrast and saturation vary.
 *
 * <p>Shift and mirror image are exact. The image stays at the scale at which it is served, which a
 * crop from a larger grid would not: {@link io.dctstream.jpegdct.Fit#RESIZE} scales an image to its
 * grid.
 *
 * <p>Not thread-safe: it has a buffer of its own.
 */
final class Augmentation {
  private static final int SHIFTED_SHARE = 8;

  /** DC of a block is eight times its mean: this is the range of samples. */
  private static final float DC_RANGE = 8 * 256;

  private final BlockGrid grid;
  private final double jitter;
  private final FloatBuffer[] planes;

  /**
   * @param jitter how far light (as a share of the range), contrast and saturation (as shares of
   *     themselves) go up or down at most
   */
  Augmentation(BlockGrid grid, double jitter) {
    this.grid = grid;
    this.jitter = jitter;
    this.planes =
        new FloatBuffer[] {
          FloatBuffer.allocate(grid.lumaSize()),
          FloatBuffer.allocate(grid.chromaSize()),
          FloatBuffer.allocate(grid.chromaSize())
        };
  }

  /** Puts a variation of an image into a slot of a batch, without its label. */
  void put(DecodedImage image, RandomGenerator random, Batch batch, int slot) {
    PackedPayload.unpack(image.payload(), grid, 0, planes[0], planes[1], planes[2]);
    boolean flip = random.nextBoolean();
    int right = shift(grid.chromaWidth(), random);
    int down = shift(grid.chromaHeight(), random);
    float contrast = 1 + vary(random);
    float saturation = 1 + vary(random);
    float light = DC_RANGE / 4 * vary(random);
    AxisView columns = AxisView.of(grid.chromaWidth(), right, flip);
    AxisView rows = AxisView.of(grid.chromaHeight(), down, false);
    copy(
        planes[0],
        batch.plane(0),
        slot,
        AxisView.of(grid.height(), 2 * down, false),
        AxisView.of(grid.width(), 2 * right, flip),
        contrast,
        light);
    copy(planes[1], batch.plane(1), slot, rows, columns, contrast * saturation, 0);
    copy(planes[2], batch.plane(2), slot, rows, columns, contrast * saturation, 0);
  }

  private static int shift(int chromaBlocks, RandomGenerator random) {
    int most = chromaBlocks / SHIFTED_SHARE;
    return random.nextInt(-most, most + 1);
  }

  private float vary(RandomGenerator random) {
    return (float) (jitter * (2 * random.nextDouble() - 1));
  }

  private static void copy(
      FloatBuffer from,
      FloatBuffer to,
      int slot,
      AxisView rows,
      AxisView columns,
      float scale,
      float light) {
    int height = rows.source().length;
    int width = columns.source().length;
    int start = slot * BlockGrid.BLOCK_SIZE * height * width;
    for (int k = 0; k < BlockGrid.BLOCK_SIZE; k++) {
      float offset = k == 0 ? light : 0;
      for (int i = 0; i < height; i++) {
        float rowScale = scale * rows.sign(i, k / BlockGrid.BLOCK_SIDE);
        int source = (k * height + rows.source()[i]) * width;
        int target = start + (k * height + i) * width;
        for (int j = 0; j < width; j++) {
          float sign = columns.sign(j, k % BlockGrid.BLOCK_SIDE);
          to.put(target + j, offset + rowScale * sign * from.get(source + columns.source()[j]));
        }
      }
    }
  }
}
