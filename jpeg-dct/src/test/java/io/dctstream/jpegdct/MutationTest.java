package io.dctstream.jpegdct;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * Good files with bytes flipped, cut out, inserted and spliced: each is a result or a {@link
 * JpegException}, on which the decoders agree, and soon. MemoryTest watches what such files leave
 * behind; {@code src/fuzz} looks for worse ones with more patience.
 */
class MutationTest {
  private static final int CASES = 20_000;
  private static final int SEED = 71;
  private static final int SLOWEST_SECONDS = 2;

  private static final int SIDE = 32;
  private static final int[][] YCBCR_420 = {{2, 2}, {1, 1}, {1, 1}};

  /** The case that runs, should it take the JVM with it. */
  private static final Path LAST_CASE = Path.of("target", "mutation-test.jpg");

  @Test
  void everyMutationIsAResultOrARefusal() throws Exception {
    List<byte[]> files = files();
    Random random = new Random(SEED);
    ExecutorService worker = Executors.newSingleThreadExecutor(MutationTest::daemon);
    try (FileChannel lastCase = FileChannel.open(LAST_CASE, CREATE, WRITE);
        Decoders strict = new Decoders(DamagePolicy.STRICT);
        Decoders lenient = new Decoders(DamagePolicy.LENIENT)) {
      for (int i = 0; i < files.size(); i++) {
        assertThat(strict.refusal(files.get(i))).as("good file %d", i).isEmpty();
      }
      for (int i = 0; i < CASES; i++) {
        byte[] jpeg = Mutation.of(files, random);
        lastCase.truncate(0).write(ByteBuffer.wrap(jpeg), 0);
        try {
          worker.submit(() -> compare(strict, lenient, jpeg)).get(SLOWEST_SECONDS, SECONDS);
        } catch (ExecutionException | TimeoutException e) {
          throw new AssertionError(
              "case %d of seed %d, which is %s".formatted(i, SEED, LAST_CASE), e);
        }
      }
    } finally {
      worker.shutdown();
    }
  }

  private static void compare(Decoders strict, Decoders lenient, byte[] jpeg) {
    Optional<JpegError> refusal = lenient.refusal(jpeg);
    if (refusal.isPresent()) {
      assertThat(strict.refusal(jpeg)).isPresent();
    } else {
      assertThat(strict.refusal(jpeg)).isNotEqualTo(Optional.of(JpegError.UNSUPPORTED));
    }
  }

  /** Both decoders of one policy. */
  private static final class Decoders implements AutoCloseable {
    private static final DecodeLimits LIMITS = new DecodeLimits(1 << 20, 100_000, 20, 1_000_000);
    private static final BlockGrid GRID = BlockGrid.ofPixels(SIDE);

    private final CoefficientReader reader;
    private final FittedDecoder decoder;
    private final Planes filled = Planes.allocate(TensorLayout.of(GRID), 1);
    private final Planes unpacked = Planes.allocate(TensorLayout.of(GRID), 1);

    Decoders(DamagePolicy policy) {
      reader = CoefficientReader.open(LIMITS, policy);
      decoder = FittedDecoder.open(GRID, Fit.RESIZE, LIMITS, policy);
    }

    /** Why a picture is refused, if it is; the decoders and their ways to tensors agree on it. */
    Optional<JpegError> refusal(byte[] jpeg) {
      Optional<JpegError> read = refusal(() -> reader.read(jpeg));
      Optional<JpegError> packed =
          refusal(
              () -> PackedPayload.unpack(decoder.decode(jpeg), TensorLayout.of(GRID), unpacked, 0));
      assertThat(refusal(() -> decoder.decode(jpeg, TensorLayout.of(GRID), filled, 0)))
          .isEqualTo(packed);
      if (packed.isEmpty()) {
        assertThat(filled).isEqualTo(unpacked);
      }
      if (!packed.equals(
          Optional.of(JpegError.UNSUPPORTED))) { // colours that only the reader takes
        assertThat(packed).isEqualTo(read);
      }
      return packed;
    }

    private static Optional<JpegError> refusal(Decoding decoding) {
      try {
        decoding.run();
        return Optional.empty();
      } catch (JpegException e) {
        return Optional.of(e.error());
      }
    }

    @Override
    public void close() {
      reader.close();
      decoder.close();
    }
  }

  private interface Decoding {
    void run() throws JpegException;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "mutations");
    thread.setDaemon(true); // one that hangs does not keep the JVM
    return thread;
  }

  /** Small files of several kinds, some of the grid's size. */
  private static List<byte[]> files() throws IOException {
    byte[] fourColours = encode(SIDE, 0, new int[][] {{1, 1}, {1, 1}, {1, 1}, {1, 1}});
    return List.of(
        encode(SIDE, 0, YCBCR_420),
        encode(SIDE, 1, YCBCR_420),
        encode(SIDE, 0, new int[][] {{1, 1}, {1, 1}, {1, 1}}),
        encode(SIDE + 9, 2, new int[][] {{2, 1}, {1, 1}, {1, 1}}),
        encode(SIDE + 9, 3, new int[][] {{1, 1}}),
        Damage.splice(fourColours, 2, TestJpeg.adobe(2)),
        byImageIo(BufferedImage.TYPE_BYTE_GRAY),
        byImageIo(BufferedImage.TYPE_INT_RGB),
        TestJpeg.progressive());
  }

  private static byte[] encode(int side, int restartInterval, int[][] factors) {
    var coefficients = TestJpeg.random(side, TestJpeg.blank(side, side, factors));
    return TestJpeg.encode(side, side, coefficients, 6, restartInterval);
  }

  private static byte[] byImageIo(int type) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, type);
    image.createGraphics().drawLine(0, 0, SIDE, SIDE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }
}
