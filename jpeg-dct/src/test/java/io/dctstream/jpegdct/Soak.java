package io.dctstream.jpegdct;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Decodes good and bad pictures for a long time and prints, at each tenth of the way, how many were
 * decoded and the process's resident memory in KiB. {@link #command} runs it in a JVM of its own,
 * whose heap is of one size and touched from the beginning, so that only native memory can grow.
 */
final class Soak {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final int PAGE_KIB = 4;
  private static final int PARTS = 10;

  /** Decodes after which the short-lived handles are closed. */
  private static final int LIFE = 200;

  private static final int MUTATIONS = 500;

  private static final DecodeLimits LIMITS = new DecodeLimits(1 << 20, 100_000, 20, 1_000_000);

  private Soak() {}

  static List<String> command(int decodes) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xms64m",
        "-Xmx64m",
        "-XX:+AlwaysPreTouch",
        "-XX:MaxDirectMemorySize=8m", // so that the buffers of closed decoders are soon collected
        "-cp",
        System.getProperty("java.class.path"),
        Soak.class.getName(),
        Integer.toString(decodes));
  }

  public static void main(String[] args) throws IOException {
    int decodes = Integer.parseInt(args[0]);
    List<byte[]> pictures = pictures();
    int done = 0;
    try (Handles longLived = new Handles(Fit.RESIZE, DamagePolicy.LENIENT)) {
      for (int part = 1; part <= PARTS; part++) {
        for (; done < (long) decodes * part / PARTS; done += LIFE) {
          try (Handles shortLived = new Handles(Fit.CROP, DamagePolicy.STRICT)) {
            for (int i = done; i < done + LIFE; i++) {
              (i % 5 == 0 ? shortLived : longLived).decode(pictures.get(i % pictures.size()), i);
            }
          }
        }
        System.out.println(done + " " + residentKib());
      }
    }
  }

  private static final class Handles implements AutoCloseable {
    private final CoefficientReader reader;
    private final FittedDecoder decoder;

    Handles(Fit fit, DamagePolicy policy) {
      reader = CoefficientReader.open(LIMITS, policy);
      decoder = FittedDecoder.open(BlockGrid.ofPixels(32), fit, LIMITS, policy);
    }

    void decode(byte[] jpeg, int turn) {
      try {
        if (turn % 2 == 0) {
          reader.read(jpeg);
        } else {
          decoder.decode(jpeg);
        }
      } catch (JpegException e) {
        // many of them are damaged
      }
    }

    @Override
    public void close() {
      reader.close();
      decoder.close();
    }
  }

  /** An odd number of them, so that each comes to both decoders. */
  private static List<byte[]> pictures() throws IOException {
    int[][][] samplings = {{{2, 2}, {1, 1}, {1, 1}}, {{1, 1}, {1, 1}, {1, 1}}, {{1, 1}}};
    List<byte[]> whole = new ArrayList<>();
    for (int[][] factors : samplings) {
      for (int side : new int[] {32, 70}) {
        var coefficients = TestJpeg.random(side, TestJpeg.blank(side, side, factors));
        whole.add(TestJpeg.encode(side, side, coefficients, side % 9));
      }
    }
    whole.add(TestJpeg.progressive());
    whole.add(ScanBomb.of(64, 64, 30));
    Random random = new Random(6);
    List<byte[]> pictures = new ArrayList<>(whole);
    for (byte[] jpeg : whole) {
      for (Damage damage : Damage.values()) {
        for (int i = 0; i < 10; i++) {
          pictures.add(damage.apply(jpeg, random));
        }
      }
    }
    for (int i = 0; i < MUTATIONS; i++) {
      pictures.add(Mutation.of(whole, random));
    }
    pictures.add(new byte[0]);
    return pictures;
  }

  private static long residentKib() throws IOException {
    return Long.parseLong(Files.readString(STATM).split(" ", -1)[1]) * PAGE_KIB;
  }
}
