package io.dctstream.job.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * Reads a file in blocks, so that small pieces that are close together cost the storage one
 * request: forwards, as the members of a zip are read, and backwards, as its end is looked for.
 */
final class BlockwiseChannel implements ReadOnlyChannel {
  private static final int BLOCK_BYTES = 1 << 16;

  private final SeekableByteChannel channel;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).limit(0);
  private long start;
  private long position;

  BlockwiseChannel(SeekableByteChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (position < start || position >= start + block.limit()) {
      load(position - position % BLOCK_BYTES);
    }
    int offset = (int) (position - start);
    if (offset >= block.limit()) {
      return -1;
    }
    int count = Math.min(target.remaining(), block.limit() - offset);
    target.put(block.array(), offset, count);
    position += count;
    return count;
  }

  private void load(long from) throws IOException {
    channel.position(from);
    start = from;
    block.clear();
    try {
      int count = 0;
      while (count >= 0 && block.hasRemaining()) {
        count = channel.read(block);
      }
    } finally {
      block.flip(); // what has been read is right also where reading fails
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long position) {
    this.position = position;
    return this;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
