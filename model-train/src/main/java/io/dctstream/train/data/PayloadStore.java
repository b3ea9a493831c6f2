package io.dctstream.train.data;

import java.io.IOException;
import java.nio.file.Path;

/** Where payloads are kept while a network learns from them. Close it. Thread-safe. */
public interface PayloadStore extends AutoCloseable {

  /** A payload that is kept. */
  @FunctionalInterface
  interface Kept {
    /**
     * The payload; not to be changed.
     *
     * @throws java.io.UncheckedIOException if it cannot be read any more
     */
    byte[] bytes();
  }

  /**
   * Keeps a payload.
   *
   * @throws IOException if there is no room
   */
  Kept keep(byte[] payload) throws IOException;

  @Override
  void close() throws IOException;

  /** In memory: 9 KB for a drawn picture of 128x128 pixels. */
  static PayloadStore inMemory() {
    return new PayloadStore() {
      @Override
      public Kept keep(byte[] payload) {
        return () -> payload;
      }

      @Override
      public void close() {}
    };
  }

  /**
   * In a file that goes when the store is closed, for more images than the memory holds.
   *
   * @param folder where the file is made
   * @throws IOException if it cannot be made
   */
  static PayloadStore inFile(Path folder) throws IOException {
    return PayloadFile.create(folder);
  }
}
