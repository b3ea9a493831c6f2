package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.junit.jupiter.api.Test;

class HalfPlanesTest {
  /** Every integer that a coefficient can be, and what lies far beyond. */
  @Test
  void integersBecomeTheNearestHalf() {
    int most = 70_001;
    FloatBuffer floats = direct((2 * most + 1) * Float.BYTES).asFloatBuffer();
    ShortBuffer halves = direct((2 * most + 2) * Short.BYTES).asShortBuffer();
    for (int i = -most; i <= most; i++) {
      floats.put(i + most, i);
    }

    JpegNative.writeHalves(floats, floats.capacity(), halves, 1);

    for (int i = -most; i <= most; i++) {
      assertThat(value(halves.get(i + most + 1))).as("%d", i).isEqualTo(nearest(i));
    }
    assertThat(halves.get(0)).as("before the offset").isZero();
  }

  @Test
  void aSlotThatIsNotThereIsRefused() {
    HalfPlanes planes = HalfPlanes.allocate(TensorLayout.of(BlockGrid.ofPixels(32)), 2);

    assertThatThrownBy(() -> planes.unpack(new byte[10], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("slot 2");
  }

  /** Eleven binary digits, ties to even, at most 65504. */
  private static double nearest(int integer) {
    double step = Math.max(1, Integer.highestOneBit(Math.abs(integer)) / 1024.0);
    double rounded = Math.rint(integer / step) * step;
    return Math.max(-65504, Math.min(65504, rounded));
  }

  private static double value(short half) {
    int exponent = half >> 10 & 31;
    int fraction = half & 1023;
    double magnitude =
        exponent == 0 ? fraction * 0x1p-24 : (1024 + fraction) * Math.pow(2, exponent - 25);
    return half < 0 ? -magnitude : magnitude;
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }
}
