package io.dctstream.cli.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {
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
                "unsigned", NpyArray.uint16(new short[] {1, (short) 65535}, 2))));
  }

  @Test
  void headerGivesTypeAndShapeAndEndsOn64Bytes() throws IOException {
    Npy npy = Npy.read(file, "signed");
    assertThat(npy.header())
        .startsWith("{'descr': '<i2', 'fortran_order': False, 'shape': (1, 2, 3,), }")
        .endsWith(" \n");
    assertThat((Npy.PREFIX + npy.header().length()) % 64).isZero();
    assertThat(npy.values()).isEqualTo(ShortBuffer.wrap(new short[] {1, -2, 300, -32768, 5, 6}));
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
