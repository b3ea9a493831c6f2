package io.dctstream.cli.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {
  private static final int PREFIX = 10; // magic, version and the header's length

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeTwoArrays() throws IOException {
    file = folder.resolve("arrays.npz");
    NpzFile.write(
        file,
        new TreeMap<>(
            Map.of(
                "signed", NpyArray.int16(new short[] {1, -2, 300, -32768, 5, 6}, 1, 2, 3),
                "unsigned", NpyArray.uint16(new char[] {1, 65535}, 2))));
  }

  @Test
  void headerGivesTypeAndShapeAndEndsOn64Bytes() throws IOException {
    ByteBuffer npy = member("signed.npy");
    assertThat(npy.getShort(6)).as("version 1.0, little-endian").isEqualTo((short) 1);
    int headerLength = npy.getShort(8);
    assertThat((PREFIX + headerLength) % 64).isZero();
    byte[] header = new byte[headerLength];
    npy.get(PREFIX, header);
    assertThat(new String(header, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<i2', 'fortran_order': False, 'shape': (1, 2, 3,), }")
        .endsWith(" \n");
    assertThat(npy.capacity()).isEqualTo(PREFIX + headerLength + 6 * Short.BYTES);
    assertThat(npy.getShort(PREFIX + headerLength + 3 * Short.BYTES)).isEqualTo((short) -32768);
  }

  @Test
  void numpyReadsWhatWasWritten() throws IOException, InterruptedException {
    assertThat(
            Numpy.run(
                "a = numpy.load(r'%s'); ".formatted(file)
                    + "print(a['signed'].dtype, a['signed'].shape, a['signed'].ravel().tolist(),"
                    + " a['unsigned'].dtype, a['unsigned'].shape, a['unsigned'].tolist())"))
        .isEqualTo("int16 (1, 2, 3) [1, -2, 300, -32768, 5, 6] uint16 (2,) [1, 65535]");
  }

  @Test
  void refusesAShapeThatTheValuesDoNotFill() {
    assertThatThrownBy(() -> NpyArray.int16(new short[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 values do not fill the shape [2, 3]");
  }

  private ByteBuffer member(String name) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return ByteBuffer.wrap(zip.getInputStream(zip.getEntry(name)).readAllBytes())
          .order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** The real reader, where the machine has it. */
  static final class Numpy {
    private Numpy() {}

    static String run(String program) throws IOException, InterruptedException {
      assumeTrue(runs("import numpy"), "python3 with numpy is not installed; test skipped");
      Process python =
          new ProcessBuilder("python3", "-c", "import numpy; " + program)
              .redirectErrorStream(true)
              .start();
      String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      python.waitFor();
      return output.strip();
    }

    private static boolean runs(String program) throws InterruptedException {
      try {
        return new ProcessBuilder("python3", "-c", program).start().waitFor() == 0;
      } catch (IOException e) {
        return false; // no python3
      }
    }
  }
}
