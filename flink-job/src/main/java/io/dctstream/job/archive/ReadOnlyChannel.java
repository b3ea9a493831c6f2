package io.dctstream.job.archive;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Archives are read, never written. */
interface ReadOnlyChannel extends SeekableByteChannel {
  @Override
  default int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  default SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }
}
