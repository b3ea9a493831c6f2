package io.dctstream.train.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Payloads one after the other in a file without a name of its own. */
final class PayloadFile implements PayloadStore {
  private final FileChannel file;
  private long end;

  private PayloadFile(FileChannel file) {
    this.file = file;
  }

  static PayloadFile create(Path folder) throws IOException {
    return new PayloadFile(
        FileChannel.open(
            Files.createTempFile(folder, "coefficients", ".cache"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  @Override
  public synchronized Kept keep(byte[] payload) throws IOException {
    long start = end;
    ByteBuffer bytes = ByteBuffer.wrap(payload);
    while (bytes.hasRemaining()) {
      end += file.write(bytes, end);
    }
    return () -> read(start, payload.length);
  }

  private byte[] read(long start, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try {
      while (bytes.hasRemaining()) {
        if (file.read(bytes, start + bytes.position()) < 0) {
          throw new EOFException("the file of coefficients was cut off");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
