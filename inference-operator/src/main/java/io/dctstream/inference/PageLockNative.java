package io.dctstream.inference;

import java.nio.Buffer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.annotation.Cast;
import org.bytedeco.javacpp.annotation.Name;
import org.bytedeco.javacpp.annotation.Namespace;
import org.bytedeco.javacpp.annotation.Platform;

/** The native functions of {@code src/main/cpp/dctstream/page_lock.h}. All buffers are direct. */
@Platform(include = "dctstream/page_lock.h")
@Namespace("dctstream")
final class PageLockNative {
  static {
    Loader.load(PageLockNative.class);
  }

  private PageLockNative() {}

  @Name("lock_pages")
  static native boolean lock(Buffer memory, @Cast("int64_t") long bytes);

  @Name("unlock_pages")
  static native void unlock(Buffer memory);
}
