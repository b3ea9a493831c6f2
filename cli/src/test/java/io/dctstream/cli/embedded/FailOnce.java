package io.dctstream.cli.embedded;

import io.dctstream.contract.ImageRecord;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** Passes images on, and once, when some checkpoints are complete, fails in the midst of them. */
final class FailOnce implements MapFunction<ImageRecord, ImageRecord>, CheckpointListener {
  private static final long serialVersionUID = 1L;

  private static final int DISARMED = Integer.MAX_VALUE;
  private static final AtomicInteger CHECKPOINTS_LEFT = new AtomicInteger(DISARMED);
  private static volatile boolean failed;

  /**
   * Lets the failure come; later calls do nothing.
   *
   * @param checkpoints how many must be complete before, counted by each subtask
   */
  static void arm(int checkpoints) {
    CHECKPOINTS_LEFT.compareAndSet(DISARMED, checkpoints);
  }

  static boolean hasFailed() {
    return failed;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    CHECKPOINTS_LEFT.updateAndGet(left -> left == DISARMED ? left : left - 1);
  }

  @Override
  public ImageRecord map(ImageRecord image) {
    if (!failed && CHECKPOINTS_LEFT.get() <= 0) {
      failed = true;
      throw new IllegalStateException("A failure on purpose");
    }
    return image;
  }
}
