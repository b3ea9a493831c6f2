package io.dctstream.jpegdct;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine's own libjpeg, in a small program that is compiled for the occasion. What it writes
 * stands at the top of {@code src/test/cpp/read_coefficients.c}.
 */
final class Libjpeg {
  private static final Path SOURCE = Path.of("src/test/cpp/read_coefficients.c");

  /**
   * What libjpeg makes of a file.
   *
   * @param fatal the text of a fatal error, with nothing else; null if there was none
   */
  record Reading(
      String fatal, int width, int height, Warnings warnings, List<Component> components) {}

  /**
   * @param begun whether a scan of it has begun
   * @param blocks whole rows of {@code stride} blocks
   */
  record Component(
      int h,
      int v,
      int blocksWide,
      int blocksHigh,
      int stride,
      boolean begun,
      ShortBuffer table,
      ShortBuffer blocks) {}

  /** Takes one reading after the other. */
  interface Visitor {
    void visit(Path file, Reading reading) throws IOException;
  }

  private final Path program;

  private Libjpeg(Path program) {
    this.program = program;
  }

  /** Skips the test where there is no compiler or no libjpeg to link. */
  static Libjpeg compile(Path folder) throws IOException, InterruptedException {
    Path program = folder.resolve("read_coefficients");
    Tool.compileWithLibjpeg(program, "gcc", SOURCE.toString());
    return new Libjpeg(program);
  }

  void read(List<Path> files, Visitor visitor) throws IOException, InterruptedException {
    Path list =
        Files.write(Files.createTempFile(program.getParent(), "files", ".txt"), text(files));
    Process process =
        new ProcessBuilder(program.toString())
            .redirectInput(list.toFile())
            .redirectError(Redirect.INHERIT)
            .start();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 20))) {
      for (Path file : files) {
        visitor.visit(file, reading(in));
      }
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static List<String> text(List<Path> files) {
    return files.stream().map(Path::toString).toList();
  }

  private static Reading reading(DataInputStream in) throws IOException {
    if (number(in) != 0) {
      return new Reading(text(in), 0, 0, Warnings.NONE, List.of());
    }
    int width = number(in);
    int height = number(in);
    Warnings warnings = new Warnings(number(in), text(in));
    int count = number(in);
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      components.add(component(in));
    }
    return new Reading(null, width, height, warnings, components);
  }

  private static Component component(DataInputStream in) throws IOException {
    int h = number(in);
    int v = number(in);
    int blocksWide = number(in);
    int blocksHigh = number(in);
    int stride = number(in);
    boolean begun = number(in) != 0;
    ShortBuffer table = bytes(in, 64 * Short.BYTES).asShortBuffer();
    ShortBuffer blocks = bytes(in, stride * blocksHigh * 64 * Short.BYTES).asShortBuffer();
    return new Component(h, v, blocksWide, blocksHigh, stride, begun, table, blocks);
  }

  private static int number(DataInputStream in) throws IOException {
    return bytes(in, Integer.BYTES).getInt();
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(bytes(in, number(in)).array(), ISO_8859_1);
  }

  private static ByteBuffer bytes(DataInputStream in, int count) throws IOException {
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }
}
