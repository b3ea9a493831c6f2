package io.dctstream.benchmarks.pipeline;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Looks at the memory of this process from time to time. */
final class MemoryWatch implements AutoCloseable {
  private static final long MEBIBYTE = 1 << 20;

  /**
   * One look.
   *
   * @param second since the beginning
   * @param residentMebibytes of the process; 0 if the system does not say
   * @param liveMebibytes the least that a collection since the look before left in the heap; 0 if
   *     there was none
   * @param collections of the garbage collector so far
   */
  record Look(long second, long residentMebibytes, long liveMebibytes, long collections) {}

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final NotificationListener listener = (notification, handback) -> collected(notification);
  private final List<NotificationEmitter> collectors =
      ManagementFactory.getGarbageCollectorMXBeans().stream()
          .map(NotificationEmitter.class::cast)
          .toList();
  private final Set<String> heap =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());
  private final List<Look> looks = new ArrayList<>();
  private final long start = System.nanoTime();
  private long live = Long.MAX_VALUE;

  MemoryWatch(Duration interval) {
    collectors.forEach(collector -> collector.addNotificationListener(listener, null, null));
    var unused =
        clock.scheduleAtFixedRate(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  synchronized List<Look> looks() {
    return List.copyOf(looks);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    for (NotificationEmitter collector : collectors) {
      try {
        collector.removeNotificationListener(listener);
      } catch (ListenerNotFoundException e) {
        throw new IllegalStateException("It was added above", e);
      }
    }
  }

  private synchronized void collected(Notification notification) {
    GcInfo info =
        GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
            .getGcInfo();
    live =
        Math.min(
            live,
            info.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> heap.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum());
  }

  private synchronized void look() {
    long resident;
    try {
      resident = ProcessUse.residentMebibytes().orElse(0);
    } catch (IOException e) {
      resident = 0;
    }
    looks.add(
        new Look(
            TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
            resident,
            live == Long.MAX_VALUE ? 0 : live / MEBIBYTE,
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum()));
    live = Long.MAX_VALUE;
  }
}
