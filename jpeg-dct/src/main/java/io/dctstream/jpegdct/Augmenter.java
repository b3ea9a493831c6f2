package io.dctstream.jpegdct;

import io.dctstream.jpegdct.Augmentation.Orientation;
import io.dctstream.jpegdct.Augmentation.Tone;
import java.nio.FloatBuffer;

/**
 * Varies pictures on their coefficients, in one pass from a picture to a slot of a batch.
 *
 * <p>Allocates nothing but itself. Not thread-safe: one augmenter a thread.
 */
public final class Augmenter {
  private final TensorLayout from;
  private final TensorLayout to;
  private final AxisView columns;
  private final AxisView rows;

  /**
   * @param from the grid of the pictures, which have all frequencies; greater than {@code to} for
   *     random crops
   * @param to the layout of the batch
   */
  public Augmenter(BlockGrid from, TensorLayout to) {
    this.from = TensorLayout.of(from);
    this.to = to;
    this.columns = new AxisView(to.grid().width());
    this.rows = new AxisView(to.grid().height());
  }

  /**
   * Puts a variation of a picture into a slot of a batch, which is overwritten whole.
   *
   * @param picture the first slot is read; not the buffers of the batch
   * @param slot index of the varied picture in the batch
   * @throws IllegalArgumentException if the window leaves the picture by more than its size, or the
   *     tensors are too small for the picture or the slot
   */
  public void put(Augmentation what, Planes picture, Planes batch, int slot) {
    requireWindow(what);
    picture.requireSlot("picture", from, 0);
    batch.requireSlot("batch", to, slot);
    Tone tone = what.tone();
    look(what, 1);
    plane(what, picture.y(), batch.y(), slot, 1, tone.contrast(), tone.brightness());
    look(what, 2);
    float chroma = tone.contrast() * tone.saturation();
    plane(what, picture.cb(), batch.cb(), slot, 2, chroma, 0);
    plane(what, picture.cr(), batch.cr(), slot, 2, chroma, 0);
  }

  /** Lays the window over a plane that is subsampled by a factor. */
  private void look(Augmentation what, int factor) {
    Orientation turn = what.orientation();
    int left = what.left() / factor;
    int top = what.top() / factor;
    int fromWidth = from.grid().width() / factor;
    int fromHeight = from.grid().height() / factor;
    int toWidth = to.grid().width() / factor;
    int toHeight = to.grid().height() / factor;
    if (turn.transpose()) {
      columns.look(top, toWidth, fromHeight, fromWidth, turn.flipHorizontally());
      rows.look(left, toHeight, fromWidth, 1, turn.flipVertically());
    } else {
      columns.look(left, toWidth, fromWidth, 1, turn.flipHorizontally());
      rows.look(top, toHeight, fromHeight, fromWidth, turn.flipVertically());
    }
  }

  private void plane(
      Augmentation what,
      FloatBuffer picture,
      FloatBuffer batch,
      int slot,
      int factor,
      float contrast,
      float brightness) {
    int width = to.grid().width() / factor;
    int height = to.grid().height() / factor;
    int fromBlocks = from.grid().width() / factor * (from.grid().height() / factor);
    long mask = factor == 1 ? to.lumaMask() : to.chromaMask();
    int target = slot * Long.bitCount(mask) * height * width;
    for (int k = 0; k < BlockGrid.BLOCK_SIZE; k++) {
      if ((mask >>> k & 1) == 0) {
        continue;
      }
      int u = k % BlockGrid.BLOCK_SIDE;
      int v = k / BlockGrid.BLOCK_SIDE;
      int fromK = what.orientation().transpose() ? BlockGrid.BLOCK_SIDE * u + v : k;
      float kept = (what.droppedFrequencies() >>> k & 1) == 0 ? 1 : 0;
      float scale = kept * contrast;
      float offset = k == 0 ? kept * BlockGrid.BLOCK_SIDE * brightness : 0; // DC: 8 times the mean
      for (int i = 0; i < height; i++) {
        float rowScale = scale * rows.sign(i, v);
        int row = fromK * fromBlocks + rows.source(i);
        for (int j = 0; j < width; j++) {
          float value = picture.get(row + columns.source(j));
          batch.put(target++, offset + rowScale * columns.sign(j, u) * value);
        }
      }
    }
  }

  private void requireWindow(Augmentation what) {
    int width = what.orientation().transpose() ? to.grid().height() : to.grid().width();
    int height = what.orientation().transpose() ? to.grid().width() : to.grid().height();
    if (!isNear(what.left(), width, from.grid().width())
        || !isNear(what.top(), height, from.grid().height())) {
      throw new IllegalArgumentException(
          "A window of %dx%d blocks at (%d, %d) leaves a picture of %s blocks by more than its size"
              .formatted(width, height, what.left(), what.top(), from.grid()));
    }
  }

  /** Whether the mirror image at the border covers what of a window lies outside. */
  private static boolean isNear(int start, int length, int blocks) {
    return start >= -blocks && start <= 2 * blocks - length;
  }
}
