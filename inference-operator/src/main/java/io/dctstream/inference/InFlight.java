package io.dctstream.inference;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * The batches that hold images, and what waits behind these images in the stream: watermarks, and
 * the closing of models. An event waits for all batches that had begun when it came, because they
 * may hold images that came before it. Events keep their order.
 */
final class InFlight {
  /**
   * @param last number of the last batch that the event waits for
   */
  private record Event(long last, ThrowingRunnable<Exception> action) {}

  /** In the order in which they began. */
  private final Set<MicroBatch> batches = new LinkedHashSet<>();

  private final Deque<Event> events = new ArrayDeque<>();
  private long begun;

  boolean isEmpty() {
    return batches.isEmpty();
  }

  /** A batch has its first image. */
  void begin(MicroBatch batch) {
    batch.setNumber(begun);
    begun++;
    batches.add(batch);
  }

  /** All images of a batch have left. */
  void end(MicroBatch batch) throws Exception {
    batches.remove(batch);
    while (!events.isEmpty() && events.peek().last() < oldest()) {
      events.remove().action().run();
    }
  }

  /** Does something when all images that are in flight now have left; at once if there are none. */
  void after(ThrowingRunnable<Exception> action) throws Exception {
    if (batches.isEmpty()) {
      action.run();
    } else {
      events.add(new Event(begun - 1, action));
    }
  }

  private long oldest() {
    return batches.isEmpty() ? Long.MAX_VALUE : batches.iterator().next().number();
  }
}
