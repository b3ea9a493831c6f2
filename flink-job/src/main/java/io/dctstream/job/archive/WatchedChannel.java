package io.dctstream.job.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * Tells failures of the storage, after which one tries again, from damage to what is stored. Knows
 * its position and size without asking the storage, because it is asked with each member.
 */
final class WatchedChannel implements ReadOnlyChannel {
  private final SeekableByteChannel channel;
  private boolean failed;
  private long position;
  private long size = -1; // not known yet

  WatchedChannel(SeekableByteChannel channel) {
    this.channel = channel;
  }

  /** Whether the storage has failed. */
  boolean failed() {
    return failed;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    try {
      int read = channel.read(target);
      position += Math.max(0, read);
      return read;
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    try {
      channel.position(position);
      this.position = position;
      return this;
    } catch (IOException e) {
      failed = true;
      throw e;
    }
  }

  @Override
  public long position() throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    return position;
  }

  @Override
  public long size() throws IOException {
    try {
      if (size < 0) {
        size = channel.size();
      }
      return size;
    } catch (IOException e) {
      failed = true;
      throw e;
    }
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
