package io.dctstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PageLockTest {
  @Test
  void withoutCudaBuffersStayAsTheyWere() {
    assumeFalse(
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA),
        "This ONNX Runtime is built for CUDA");
    ByteBuffer memory = ByteBuffer.allocateDirect(1 << 20);
    try (PageLock pages = new PageLock()) {
      assertThat(pages.lock(memory, memory.capacity())).isFalse();
    }
    memory.putInt(0, 42);
    assertThat(memory.getInt(0)).isEqualTo(42);
  }
}
