package io.dctstream.cli.embedded;

import io.dctstream.contract.ImageRecord;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;

/** Passes images on, and once, when armed, fails in the midst of them. */
final class FailOnce implements MapFunction<ImageRecord, ImageRecord> {
  private static final long serialVersionUID = 1L;

  private static final int DISARMED = Integer.MIN_VALUE;
  private static final AtomicInteger LEFT = new AtomicInteger(DISARMED);

  /** The image after so many more makes the operator fail. */
  static void arm(int images) {
    LEFT.set(images);
  }

  static boolean hasFailed() {
    int left = LEFT.get();
    return left < 0 && left != DISARMED;
  }

  @Override
  public ImageRecord map(ImageRecord image) {
    if (LEFT.get() >= 0 && LEFT.getAndDecrement() == 0) {
      throw new IllegalStateException("A failure on purpose");
    }
    return image;
  }
}
