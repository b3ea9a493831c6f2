package io.dctstream.job.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A stored file as a stream that skips without reading. */
final class StoredBytes extends InputStream {
  /** Java keeps a buffer of what has been read at once, beyond its heap. */
  private static final int MOST_AT_ONCE = 1 << 16;

  private final WatchedChannel channel;

  StoredBytes(SeekableByteChannel channel) {
    this.channel = new WatchedChannel(channel);
  }

  SeekableByteChannel channel() {
    return channel;
  }

  /** Whether the storage has failed, rather than what it holds. */
  boolean failed() {
    return channel.failed();
  }

  /** How far it has been read. */
  long position() {
    try {
      return channel.position();
    } catch (IOException e) {
      return 0; // closed
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(target, offset, Math.min(length, MOST_AT_ONCE)));
  }

  @Override
  public long skip(long count) throws IOException {
    long from = channel.position();
    long to = Math.min(channel.size(), from + Math.max(0, count));
    channel.position(to);
    return to - from;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(Integer.MAX_VALUE, channel.size() - channel.position());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
