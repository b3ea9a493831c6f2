package io.dctstream.inference;

import java.nio.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the pages of direct buffers where they are, so that a GPU copies from them at the full
 * speed of the bus: else CUDA copies each batch once more within the processor's memory first.
 * Close it before the buffers are given up. Not thread-safe.
 */
public final class PageLock implements AutoCloseable {
  private final List<Buffer> locked = new ArrayList<>();

  /**
   * Locks a buffer, if CUDA serves here and allows it; else the buffer stays as useful as it was.
   *
   * @param memory a direct buffer, the whole of it
   * @param bytes its size
   * @return whether it is locked now
   */
  public boolean lock(Buffer memory, long bytes) {
    if (!PageLockNative.lock(memory, bytes)) {
      return false;
    }
    locked.add(memory);
    return true;
  }

  @Override
  public void close() {
    locked.forEach(PageLockNative::unlock);
    locked.clear();
  }
}
