package io.dctstream.jpegdct;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.stream.ImageOutputStream;

/**
 * Writes baseline JPEGs with chosen coefficients (T.81 annexes B and F), so that tests know what a
 * decoder has to find.
 */
final class TestJpeg {
  /** Natural index of each place in the zigzag order (T.81 figure A.6). */
  static final int[] ZIGZAG = zigzag();

  private static final JPEGHuffmanTable DC = JPEGHuffmanTable.StdDCLuminance;
  private static final JPEGHuffmanTable AC = JPEGHuffmanTable.StdACLuminance;

  /** One component: coefficients [blocksHigh][blocksWide][64], padded to whole MCUs. */
  record Component(int h, int v, int blocksWide, int blocksHigh, short[] blocks, int[] table) {
    short at(int blockX, int blockY, int k) {
      return blocks[(blockY * blocksWide + blockX) * 64 + k];
    }
  }

  private final int width;
  private final int height;
  private final List<Component> components;
  private final int restartInterval;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int bits;
  private int bitCount;

  private TestJpeg(int width, int height, List<Component> components, int restartInterval) {
    this.width = width;
    this.height = height;
    this.components = components;
    this.restartInterval = restartInterval;
  }

  /** The file; {@code exifOrientation} 0 leaves out the Exif segment. */
  static byte[] encode(int width, int height, List<Component> components, int exifOrientation) {
    return encode(width, height, components, exifOrientation, 0);
  }

  /** With a restart marker after every {@code restartInterval} MCUs; 0 is none. */
  static byte[] encode(
      int width, int height, List<Component> components, int exifOrientation, int restartInterval) {
    TestJpeg jpeg = new TestJpeg(width, height, components, restartInterval);
    jpeg.marker(0xD8);
    if (exifOrientation > 0) {
      jpeg.segment(0xE1, exif(exifOrientation));
    }
    jpeg.tables();
    jpeg.frame();
    jpeg.scan();
    jpeg.marker(0xD9);
    return jpeg.out.toByteArray();
  }

  /** Where the first marker of a code begins. */
  static int find(byte[] jpeg, int marker) {
    for (int i = 2; ; i++) {
      if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == marker) {
        return i;
      }
    }
  }

  /** Adobe's APP14 segment: 0 is RGB or CMYK, 1 YCbCr, 2 YCCK (T.872 6.5.3). */
  static byte[] adobe(int transform) {
    return ByteBuffer.allocate(16)
        .putShort((short) 0xFFEE)
        .putShort((short) 14)
        .put("Adobe".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .putShort((short) 100)
        .putInt(0)
        .put((byte) transform)
        .array();
  }

  /** The file without its segments of one kind. */
  static byte[] without(int marker, byte[] jpeg) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    int position = 2;
    rest.write(jpeg, 0, position);
    for (int kind = 0; kind != 0xDA; ) {
      kind = jpeg[position + 1] & 0xFF;
      int length = 2 + (((jpeg[position + 2] & 0xFF) << 8) | (jpeg[position + 3] & 0xFF));
      if (kind != marker) {
        rest.write(jpeg, position, length);
      }
      position += length;
    }
    rest.write(jpeg, position, jpeg.length - position);
    return rest.toByteArray();
  }

  /** A picture in ten scans, written by ImageIO. */
  static byte[] progressive() throws IOException {
    BufferedImage image = new BufferedImage(120, 90, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(22);
    for (int i = 0; i < 120 * 90; i++) {
      image.setRGB(i % 120, i / 120, random.nextInt(0x40) * 0x010203 + i * 7);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.setOutput(ImageIO.createImageOutputStream(out));
    writer.write(null, new IIOImage(image, null, null), param);
    ((ImageOutputStream) writer.getOutput()).close();
    writer.dispose();
    return out.toByteArray();
  }

  /** Components of a picture with given sampling factors, blocks still zero. */
  static List<Component> blank(int width, int height, int[]... factors) {
    int maxH = Arrays.stream(factors).mapToInt(f -> f[0]).max().orElseThrow();
    int maxV = Arrays.stream(factors).mapToInt(f -> f[1]).max().orElseThrow();
    int mcusWide = (width + 8 * maxH - 1) / (8 * maxH);
    int mcusHigh = (height + 8 * maxV - 1) / (8 * maxV);
    List<Component> components = new ArrayList<>();
    for (int[] f : factors) {
      int[] table = new int[64];
      Arrays.setAll(table, k -> 1 + (k + 7 * f[0]) % 5);
      int wide = mcusWide * f[0];
      int high = mcusHigh * f[1];
      components.add(new Component(f[0], f[1], wide, high, new short[wide * high * 64], table));
    }
    return components;
  }

  /** Fills components with sparse random coefficients of every size that baseline can code. */
  static List<Component> random(long seed, List<Component> components) {
    Random random = new Random(seed);
    for (Component c : components) {
      for (int i = 0; i < c.blocks.length; i++) {
        if (i % 64 == 0) {
          c.blocks[i] = (short) (random.nextInt(2048) - 1024);
        } else if (random.nextInt(4) == 0) {
          int range = 1 << random.nextInt(10);
          c.blocks[i] = (short) (random.nextInt(2 * range) - range + 1);
        }
      }
    }
    return components;
  }

  private static byte[] exif(int orientation) {
    return ByteBuffer.allocate(32)
        .put("Exif\0\0".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 'I')
        .put((byte) 'I')
        .putShort((short) 42)
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putInt(orientation)
        .putInt(0)
        .array();
  }

  private void tables() {
    for (int i = 0; i < components.size(); i++) {
      byte[] table = new byte[65];
      table[0] = (byte) i;
      for (int z = 0; z < 64; z++) {
        table[1 + z] = (byte) components.get(i).table[ZIGZAG[z]];
      }
      segment(0xDB, table);
    }
    segment(0xC4, huffman(0x00, DC));
    segment(0xC4, huffman(0x10, AC));
  }

  private static byte[] huffman(int id, JPEGHuffmanTable table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(id);
    for (int length = 0; length < 16; length++) {
      bytes.write(length < table.getLengths().length ? table.getLengths()[length] : 0);
    }
    for (short value : table.getValues()) {
      bytes.write(value);
    }
    return bytes.toByteArray();
  }

  private void frame() {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(8);
    frame.write(height >> 8);
    frame.write(height);
    frame.write(width >> 8);
    frame.write(width);
    frame.write(components.size());
    for (int i = 0; i < components.size(); i++) {
      frame.write(i + 1);
      frame.write(components.get(i).h << 4 | components.get(i).v);
      frame.write(i);
    }
    segment(0xC0, frame.toByteArray());
    if (restartInterval > 0) {
      segment(0xDD, new byte[] {(byte) (restartInterval >> 8), (byte) restartInterval});
    }
  }

  private void scan() {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.write(components.size());
    for (int i = 0; i < components.size(); i++) {
      header.write(i + 1);
      header.write(0);
    }
    header.write(0);
    header.write(63);
    header.write(0);
    segment(0xDA, header.toByteArray());
    boolean single = components.size() == 1; // T.81 A.2.2: its MCU is one block
    Component first = components.get(0);
    int mcusWide = single ? (width + 7) / 8 : first.blocksWide / first.h;
    int mcusHigh = single ? (height + 7) / 8 : first.blocksHigh / first.v;
    int[] lastDc = new int[components.size()];
    for (int mcuY = 0; mcuY < mcusHigh; mcuY++) {
      for (int mcuX = 0; mcuX < mcusWide; mcuX++) {
        int mcu = mcuY * mcusWide + mcuX;
        if (restartInterval > 0 && mcu > 0 && mcu % restartInterval == 0) {
          fillByte();
          marker(0xD0 + (mcu / restartInterval - 1) % 8);
          Arrays.fill(lastDc, 0);
        }
        for (int i = 0; i < components.size(); i++) {
          Component c = components.get(i);
          int h = single ? 1 : c.h;
          int v = single ? 1 : c.v;
          for (int y = mcuY * v; y < (mcuY + 1) * v; y++) {
            for (int x = mcuX * h; x < (mcuX + 1) * h; x++) {
              lastDc[i] = block(c, x, y, lastDc[i]);
            }
          }
        }
      }
    }
    fillByte();
  }

  /** With ones, up to a marker (T.81 F.1.2.3). */
  private void fillByte() {
    if (bitCount > 0) {
      put(0x7F, 8 - bitCount);
    }
  }

  /** T.81 F.1.2; returns the block's DC. */
  private int block(Component c, int x, int y, int lastDc) {
    int dc = c.at(x, y, 0);
    int difference = dc - lastDc;
    int size = size(difference);
    symbol(DC, size);
    put(difference < 0 ? difference - 1 : difference, size);
    int zeros = 0;
    for (int z = 1; z < 64; z++) {
      int value = c.at(x, y, ZIGZAG[z]);
      if (value == 0) {
        zeros++;
        continue;
      }
      for (; zeros > 15; zeros -= 16) {
        symbol(AC, 0xF0);
      }
      symbol(AC, zeros << 4 | size(value));
      put(value < 0 ? value - 1 : value, size(value));
      zeros = 0;
    }
    if (zeros > 0) {
      symbol(AC, 0);
    }
    return dc;
  }

  private static int size(int value) {
    return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
  }

  /** Writes the code of a symbol (T.81 annex C). */
  private void symbol(JPEGHuffmanTable table, int symbol) {
    int code = 0;
    int index = 0;
    for (int length = 1; length <= table.getLengths().length; length++) {
      for (int i = 0; i < table.getLengths()[length - 1]; i++) {
        if (table.getValues()[index++] == symbol) {
          put(code, length);
          return;
        }
        code++;
      }
      code <<= 1;
    }
    throw new IllegalArgumentException("no code for " + symbol);
  }

  private void put(int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      bits = (bits << 1) | ((value >> i) & 1);
      if (++bitCount == 8) {
        out.write(bits);
        if ((bits & 0xFF) == 0xFF) {
          out.write(0);
        }
        bits = 0;
        bitCount = 0;
      }
    }
  }

  private void marker(int code) {
    out.write(0xFF);
    out.write(code);
  }

  private void segment(int code, byte[] content) {
    marker(code);
    out.write((content.length + 2) >> 8);
    out.write(content.length + 2);
    out.writeBytes(content);
  }

  private static int[] zigzag() {
    int[] order = new int[64];
    int i = 0;
    for (int diagonal = 0; diagonal < 15; diagonal++) {
      for (int step = 0; step <= diagonal; step++) {
        int v = diagonal % 2 == 0 ? diagonal - step : step;
        int u = diagonal - v;
        if (u < 8 && v < 8) {
          order[i++] = 8 * v + u;
        }
      }
    }
    return order;
  }
}
