package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedPayloadTest {
  private static final BlockGrid GRID = new BlockGrid(4, 2);
  private static final int BLOCKS = 8 + 2 + 2;

  /** Shares of non-zero values, in percent, and the largest magnitude. */
  @ParameterizedTest(name = "{0} % non-zero, up to {1}")
  @CsvSource({"0,1", "1,3", "10,127", "10,128", "30,129", "50,2047", "100,127", "100,32767"})
  void whatIsPackedUnpacks(int share, int magnitude) {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      short[] blocks = new short[BLOCKS * 64];
      for (int i = 0; i < blocks.length; i++) {
        if (random.nextInt(100) < share) {
          blocks[i] = (short) (random.nextInt(2 * magnitude + 2) - magnitude - 1);
        }
      }
      short[] tables = tables(random, seed);

      byte[] payload = pack(blocks, tables);

      assertThat(PackedPayload.grid(payload)).isEqualTo(GRID);
      assertUnpacks(payload, blocks, tables);
    }
  }

  /** Narrow and wide tables, shared and not. */
  private static short[] tables(Random random, int seed) {
    short[] tables = new short[3 * 64];
    int largest = seed % 2 == 0 ? 255 : 65535;
    for (int i = 0; i < tables.length; i++) {
      tables[i] = (short) (1 + random.nextInt(largest));
    }
    if (seed % 3 > 0) {
      System.arraycopy(tables, 64, tables, 128, 64);
    }
    if (seed % 3 > 1) {
      System.arraycopy(tables, 0, tables, 64, 64);
    }
    return tables;
  }

  private static void assertUnpacks(byte[] payload, short[] blocks, short[] tables) {
    Unpacked read = Unpacked.of(payload, GRID);
    int next = 0;
    for (int i = 0; i < 3; i++) {
      for (int y = 0; y < read.blocksHigh(i); y++) {
        for (int x = 0; x < read.blocksWide(i); x++) {
          for (int k = 0; k < 64; k++) {
            float expected = (float) ((tables[i * 64 + k] & 0xFFFF) * (long) blocks[next++]);
            assertThat(read.at(i, x, y, k)).isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void aSlotIsOverwrittenWholeAndItsNeighboursAreNot() {
    byte[] payload = pack(new short[BLOCKS * 64], ones());
    Planes batch = Planes.allocate(TensorLayout.of(GRID), 3);
    for (FloatBuffer tensor : List.of(batch.y(), batch.cb(), batch.cr())) {
      for (int i = 0; i < tensor.capacity(); i++) {
        tensor.put(i, 9f);
      }
      tensor.position(7); // positions do not matter
    }

    PackedPayload.unpack(payload, TensorLayout.of(GRID), batch, 1);

    for (FloatBuffer tensor : List.of(batch.y(), batch.cb(), batch.cr())) {
      int slot = tensor.capacity() / 3;
      for (int i = 0; i < tensor.capacity(); i++) {
        assertThat(tensor.get(i)).isEqualTo(i / slot == 1 ? 0f : 9f);
      }
    }
  }

  /** Operators of two releases may talk to each other: these bytes must unpack for ever. */
  @Test
  void version2IsWhatItWas() {
    BlockGrid grid = new BlockGrid(2, 2);
    String hex =
        "020602000200" // version, Cb and Cr use Y's table, 2x2 luma blocks
            + "01".repeat(64)
            + "030182" // rows 0, 1: DC, (1, 1), (7, 1)
            + "80ff05" // an escape, -1, 5
            + "e803" // 1000
            + "0101fe" // DC 1000 - 2
            + "00" // DC 998
            + "00"
            + "00" // Cb
            + "80018080ff"; // Cr: (0, 7) -128
    byte[] payload = HexFormat.of().parseHex(hex);
    short[] blocks = new short[6 * 64];
    blocks[0] = 1000;
    blocks[9] = -1;
    blocks[15] = 5;
    blocks[64] = 998;
    blocks[2 * 64] = 998;
    blocks[3 * 64] = 998;
    blocks[5 * 64 + 56] = -128;

    assertThat(pack(blocks, ones(), grid)).isEqualTo(payload);
    Unpacked read = Unpacked.of(payload, grid);
    assertThat(read.at(0, 0, 0, 0)).isEqualTo(1000f);
    assertThat(read.at(0, 0, 0, 9)).isEqualTo(-1f);
    assertThat(read.at(0, 0, 0, 15)).isEqualTo(5f);
    assertThat(read.at(0, 1, 0, 0)).isEqualTo(998f);
    assertThat(read.at(0, 1, 1, 0)).isEqualTo(998f);
    assertThat(read.at(2, 0, 0, 56)).isEqualTo(-128f);
  }

  @Test
  void aDamagedPayloadIsRefusedAndNothingElse() {
    Random random = new Random(5);
    short[] blocks = new short[BLOCKS * 64];
    for (int i = 0; i < blocks.length; i += 1 + random.nextInt(9)) {
      blocks[i] = (short) (random.nextInt(600) - 300);
    }
    byte[] good = pack(blocks, ones());
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> Unpacked.of(cut, GRID)).isInstanceOf(IllegalArgumentException.class);
    }
    for (int i = 0; i < 5000; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        Unpacked.of(bad, GRID);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("The payload");
      }
    }
  }

  @Test
  void anotherVersionOrGridIsRefused() {
    byte[] payload = pack(new short[BLOCKS * 64], ones());

    assertThatThrownBy(() -> Unpacked.of(payload, new BlockGrid(2, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4x2");
    payload[0] = 1;
    assertThatThrownBy(() -> PackedPayload.grid(payload))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 2");
  }

  private static short[] ones() {
    short[] tables = new short[3 * 64];
    Arrays.fill(tables, (short) 1);
    return tables;
  }

  private static byte[] pack(short[] blocks, short[] tables) {
    return pack(blocks, tables, GRID);
  }

  private static byte[] pack(short[] blocks, short[] tables, BlockGrid grid) {
    long capacity = JpegNative.maxPayloadBytes(blocks.length / 64);
    ByteBuffer out = ByteBuffer.allocateDirect((int) capacity);
    long length =
        JpegNative.packBlocks(direct(blocks), direct(tables), grid.width(), grid.height(), out);
    byte[] payload = new byte[(int) length];
    out.get(0, payload);
    return payload;
  }

  private static ShortBuffer direct(short[] values) {
    return ByteBuffer.allocateDirect(values.length * Short.BYTES)
        .order(ByteOrder.nativeOrder())
        .asShortBuffer()
        .put(0, values);
  }
}
