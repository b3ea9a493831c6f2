package io.dctstream.job.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockwiseChannelTest {
  private static final int BLOCK = 1 << 16;

  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 100})
  void anyPieceIsThatOfTheFile(int length) throws IOException {
    byte[] file = bytes(length);
    BlockwiseChannel channel = new BlockwiseChannel(new Piecemeal(file));

    for (int i = 0; i < 2_000; i++) {
      int from = random.nextInt(length + 10);
      int to = from + 1 + random.nextInt(i % 2 == 0 ? 40 : 2 * BLOCK);
      channel.position(from);

      assertThat(read(channel, to - from))
          .isEqualTo(
              from >= length ? new byte[0] : Arrays.copyOfRange(file, from, clamp(to, length)));
      assertThat(channel.position()).isEqualTo(from >= length ? from : clamp(to, length));
    }
  }

  @Test
  void smallPiecesCostOneRequestABlockForwardsAndBackwards() throws IOException {
    Piecemeal storage = new Piecemeal(bytes(2 * BLOCK));
    BlockwiseChannel channel = new BlockwiseChannel(storage);

    for (int at = 2 * BLOCK - 4; at >= 0; at -= 3) {
      read(channel.position(at), 4);
    }
    int backwards = storage.requests;
    for (int at = 0; at < 2 * BLOCK; at += 30) {
      read(channel.position(at), 30);
    }

    // A piece may lie across the border of blocks, and goes back then.
    assertThat(backwards).isLessThanOrEqualTo(4 * Piecemeal.PIECES);
    assertThat(storage.requests - backwards).isLessThanOrEqualTo(3 * Piecemeal.PIECES);
  }

  @Test
  void afterAFailureOneReadsOn() throws IOException {
    byte[] file = bytes(BLOCK);
    Piecemeal storage = new Piecemeal(file);
    BlockwiseChannel channel = new BlockwiseChannel(storage);
    storage.failAt = 3;

    assertThatThrownBy(() -> read(channel, 10)).hasMessage("503 Slow Down");
    assertThat(read(channel.position(BLOCK / 2), 100))
        .isEqualTo(Arrays.copyOfRange(file, BLOCK / 2, BLOCK / 2 + 100));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static int clamp(int to, int length) {
    return Math.min(to, length);
  }

  private static byte[] read(SeekableByteChannel channel, int length) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(length);
    int count = 0;
    while (count >= 0 && target.hasRemaining()) {
      count = channel.read(target);
    }
    return Arrays.copyOf(target.array(), target.position());
  }

  /** Gives less at once than it is asked for. */
  private static final class Piecemeal extends SeekableInMemoryByteChannel {
    /** Requests for a block. */
    static final int PIECES = 4;

    private int requests;
    private int failAt = -1;

    Piecemeal(byte[] file) {
      super(file);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      if (++requests == failAt) {
        throw new IOException("503 Slow Down");
      }
      ByteBuffer piece = target.slice();
      piece.limit(Math.min(piece.limit(), BLOCK / PIECES));
      int count = super.read(piece);
      target.position(target.position() + Math.max(0, count));
      return count;
    }
  }
}
