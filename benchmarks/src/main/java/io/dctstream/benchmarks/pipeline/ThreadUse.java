package io.dctstream.benchmarks.pipeline;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Which threads of this process used the processors, from the making of this to a look at it. */
final class ThreadUse {
  /** Whose work threads do, known by their names. */
  enum Role {
    MODEL("the model", "model-"),
    TASK("decoding, batches, records", "Source: images"),
    FETCHER("reading from Kafka", "Source Data Fetcher"),
    PRODUCER("writing to Kafka", "kafka-producer-network-thread | producer-" + SteadyLoad.INPUT),
    BROKER("broker", "data-plane-kafka"),
    SENDER("sender of the images", SteadyLoad.SENDER),
    SENDER_NETWORK("its network", "kafka-producer-network-thread"),
    READER("reader of the results", "main"),
    OTHERS("Flink and others", ""),
    MACHINE("compiler and garbage collector", null);

    private final String words;
    private final String prefix;

    Role(String words, String prefix) {
      this.words = words;
      this.prefix = prefix;
    }

    @Override
    public String toString() {
      return words;
    }

    private static Role of(String thread) {
      for (Role role : values()) {
        if (role.prefix != null && thread.startsWith(role.prefix)) {
          return role;
        }
      }
      throw new AssertionError("All names begin with nothing");
    }
  }

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Map<Long, Long> before = new HashMap<>();
  private final double processBefore = ProcessUse.cpuSeconds();

  ThreadUse() {
    for (long thread : THREADS.getAllThreadIds()) {
      before.put(thread, THREADS.getThreadCpuTime(thread));
    }
  }

  /** Seconds of processors by role; threads that have ended count as the machine's. */
  Map<Role, Double> seconds() {
    Map<Role, Double> seconds = new EnumMap<>(Role.class);
    double sum = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread == null) {
        continue; // it has just ended
      }
      long id = thread.getThreadId();
      double used = (THREADS.getThreadCpuTime(id) - before.getOrDefault(id, 0L)) / 1e9;
      seconds.merge(Role.of(thread.getThreadName()), used, Double::sum);
      sum += used;
    }
    seconds.put(Role.MACHINE, Math.max(0, ProcessUse.cpuSeconds() - processBefore - sum));
    return seconds;
  }
}
