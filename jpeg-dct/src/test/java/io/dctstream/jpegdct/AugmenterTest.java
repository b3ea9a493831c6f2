package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.dctstream.jpegdct.Augmentation.Orientation;
import io.dctstream.jpegdct.Augmentation.Tone;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations on coefficients against the same operations on samples, through the plain DCT. */
class AugmenterTest {
  private static final BlockGrid PICTURE = new BlockGrid(6, 4);
  private static final BlockGrid BATCH = new BlockGrid(4, 2);
  private static final int CASES = 40;

  @Test
  void cutsAWindowOut() {
    assertLikeSamples(random -> anywhere(random, false, Orientation.UPRIGHT));
  }

  @ParameterizedTest
  @CsvSource({
    "false, true, false",
    "false, false, true",
    "true, false, false",
    "true, true, false",
    "true, false, true",
    "true, true, true"
  })
  void turns(boolean transpose, boolean horizontally, boolean vertically) {
    Orientation orientation = new Orientation(transpose, horizontally, vertically);
    assertLikeSamples(random -> anywhere(random, false, orientation));
  }

  @Test
  void mirrorsThePictureAtItsBorder() {
    assertLikeSamples(random -> anywhere(random, true, Orientation.UPRIGHT));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0", "1.5, 1, 0", "1, 0, 0", "1, 1.5, 0", "1, 1, -40", "0.7, 1.3, 25"})
  void changesTheTone(float contrast, float saturation, float brightness) {
    Tone tone = new Tone(contrast, saturation, brightness);
    assertLikeSamples(random -> new Augmentation(0, 0, Orientation.UPRIGHT, tone, 0));
  }

  @Test
  void dropsFrequencies() {
    assertLikeSamples(
        random ->
            new Augmentation(0, 0, Orientation.UPRIGHT, new Tone(1, 1, 30), random.nextLong()));
  }

  @Test
  void doesAllAtOnce() {
    assertLikeSamples(
        random -> {
          Orientation orientation =
              new Orientation(random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
          Augmentation where = anywhere(random, true, orientation);
          Tone tone =
              new Tone(2 * random.nextFloat(), 2 * random.nextFloat(), random.nextFloat(-99, 99));
          return new Augmentation(where.left(), where.top(), orientation, tone, random.nextLong());
        });
  }

  @Test
  void overwritesItsSlotAndNoOther() {
    Planes batch = Planes.allocate(TensorLayout.of(BATCH), 3);
    fill(batch, 9);
    Planes zeros = Planes.allocate(TensorLayout.of(PICTURE), 1);

    new Augmenter(PICTURE, TensorLayout.of(BATCH)).put(Augmentation.NONE, zeros, batch, 1);

    for (FloatBuffer tensor : new FloatBuffer[] {batch.y(), batch.cb(), batch.cr()}) {
      int size = tensor.capacity() / 3;
      for (int i = 0; i < tensor.capacity(); i++) {
        assertThat(tensor.get(i)).isEqualTo(i / size == 1 ? 0f : 9f);
      }
    }
  }

  @Test
  void allocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Augmenter augmenter = new Augmenter(PICTURE, TensorLayout.of(BATCH));
    Planes picture = Planes.allocate(TensorLayout.of(PICTURE), 1);
    Planes batch = Planes.allocate(TensorLayout.of(BATCH), 1);
    Augmentation what = new Augmentation(2, 0, Orientation.MIRRORED, Tone.UNCHANGED, 0);
    augmenter.put(what, picture, batch, 0);
    int calls = 100;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < calls; i++) {
      augmenter.put(what, picture, batch, 0);
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / calls;
    assertThat(each).as("bytes a picture").isLessThan(16); // the smallest object there is
  }

  @ParameterizedTest
  @CsvSource({"-8, 0, false", "10, 0, false", "0, -6, false", "0, 8, false", "0, 6, true"})
  void refusesAWindowTooFarOutside(int left, int top, boolean transpose) {
    Orientation orientation = new Orientation(transpose, false, false);
    Augmentation what = new Augmentation(left, top, orientation, Tone.UNCHANGED, 0);
    assertThatThrownBy(
            () ->
                new Augmenter(PICTURE, TensorLayout.of(BATCH))
                    .put(
                        what,
                        Planes.allocate(TensorLayout.of(PICTURE), 1),
                        Planes.allocate(TensorLayout.of(BATCH), 1),
                        0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(%d, %d) leaves a picture of 6x4 blocks".formatted(left, top));
  }

  @Test
  void refusesTensorsThatAreTooSmall() {
    Augmenter augmenter = new Augmenter(PICTURE, TensorLayout.of(BATCH));
    Planes picture = Planes.allocate(TensorLayout.of(PICTURE), 1);
    Planes batch = Planes.allocate(TensorLayout.of(BATCH), 2);
    Planes shortOfCr = new Planes(batch.y(), batch.cb(), batch.cr().slice(0, 1));
    assertThatThrownBy(() -> augmenter.put(Augmentation.NONE, picture, batch, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The tensors of the batch have no slot 2 for 4x2 blocks");
    assertThatThrownBy(() -> augmenter.put(Augmentation.NONE, picture, batch, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> augmenter.put(Augmentation.NONE, picture, shortOfCr, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                augmenter.put(
                    Augmentation.NONE, Planes.allocate(TensorLayout.of(BATCH), 1), batch, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("picture");
  }

  private interface AnyAugmentation {
    Augmentation draw(Random random);
  }

  /** A window inside the picture, or anywhere where it may be. */
  private static Augmentation anywhere(Random random, boolean outside, Orientation orientation) {
    int width = orientation.transpose() ? BATCH.height() : BATCH.width();
    int height = orientation.transpose() ? BATCH.width() : BATCH.height();
    return new Augmentation(
        start(random, outside, width, PICTURE.width()),
        start(random, outside, height, PICTURE.height()),
        orientation,
        Tone.UNCHANGED,
        0);
  }

  private static int start(Random random, boolean outside, int length, int blocks) {
    int first = outside ? -blocks / 2 : 0;
    int last = (outside ? 2 * blocks - length : blocks - length) / 2;
    return 2 * random.nextInt(first, last + 1);
  }

  private static void assertLikeSamples(AnyAugmentation any) {
    Augmenter augmenter = new Augmenter(PICTURE, TensorLayout.of(BATCH));
    Planes batch = Planes.allocate(TensorLayout.of(BATCH), 1);
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      Planes picture = Planes.allocate(TensorLayout.of(PICTURE), 1);
      for (FloatBuffer plane : new FloatBuffer[] {picture.y(), picture.cb(), picture.cr()}) {
        for (int i = 0; i < plane.capacity(); i++) {
          plane.put(i, random.nextFloat(-200, 200));
        }
      }
      Augmentation what = any.draw(random);

      augmenter.put(what, picture, batch, 0);

      Unpacked before = new Unpacked(PICTURE, picture);
      Unpacked after = new Unpacked(BATCH, batch);
      for (int plane = 0; plane < 3; plane++) {
        double[][] expected = SampleAugmentation.apply(what, before, plane, BATCH);
        double[][] actual = after.samples(plane);
        for (int y = 0; y < expected.length; y++) {
          assertThat(actual[y])
              .as("seed %d, plane %d, row %d, %s", seed, plane, y, what)
              .containsExactly(expected[y], within(1e-3));
        }
      }
    }
  }

  private static void fill(Planes planes, float value) {
    for (FloatBuffer tensor : new FloatBuffer[] {planes.y(), planes.cb(), planes.cr()}) {
      for (int i = 0; i < tensor.capacity(); i++) {
        tensor.put(i, value);
      }
    }
  }
}
