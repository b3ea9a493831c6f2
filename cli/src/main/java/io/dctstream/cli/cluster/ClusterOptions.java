package io.dctstream.cli.cluster;

import io.dctstream.cli.embedded.LoopbackPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Flink's options for a small cluster on the loopback address. */
final class ClusterOptions {
  /** Longer than such a cluster lives; Flink's timers end at 248 days. */
  private static final String ALWAYS = "30 d";

  private ClusterOptions() {}

  /**
   * @param restPort where the web interface listens
   * @param checkpoints the folder for them
   * @throws IOException if no port is free
   */
  static Map<String, String> of(ClusterSettings settings, int restPort, Path checkpoints)
      throws IOException {
    Map<String, String> options = new HashMap<>();
    options.put("jobmanager.rpc.address", LoopbackPort.HOST);
    options.put("jobmanager.rpc.port", Integer.toString(LoopbackPort.claim(0)));
    options.put("jobmanager.bind-host", LoopbackPort.HOST);
    options.put("jobmanager.memory.process.size", "1g");
    options.put("rest.address", LoopbackPort.HOST);
    options.put("rest.bind-address", LoopbackPort.HOST);
    options.put("rest.port", Integer.toString(restPort));
    options.put("taskmanager.host", LoopbackPort.HOST);
    options.put("taskmanager.bind-host", LoopbackPort.HOST);
    options.put("taskmanager.numberOfTaskSlots", Integer.toString(settings.slots()));
    options.put("taskmanager.memory.task.heap.size", "384m");
    // Batches, and buffers of Kafka's clients; ONNX Runtime's own memory comes on top.
    options.put("taskmanager.memory.task.off-heap.size", "256m");
    options.put("taskmanager.memory.network.min", "64m");
    options.put("taskmanager.memory.network.max", "64m");
    options.put("taskmanager.memory.managed.size", "0"); // no operator takes any
    // A process that was killed is missed in seconds, and one that comes back is found as soon.
    options.put("heartbeat.interval", "1 s");
    options.put("heartbeat.timeout", "20 s");
    options.put("cluster.registration.error-delay", "1 s");
    // Slots that were lost are waited for, also when the cluster is no longer new: otherwise each
    // try fails at once, and Flink waits longer and longer before the next.
    options.put("resourcemanager.standalone.start-up-time", ALWAYS);
    options.put("restart-strategy.type", "exponential-delay");
    options.put("restart-strategy.exponential-delay.max-backoff", "10 s");
    options.put("task.cancellation.timeout", "60000");
    options.put("execution.checkpointing.dir", checkpoints.toUri().toString());
    options.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    if (!settings.library().isEmpty()) {
      options.put("classloader.resolve-order", "parent-first");
    }
    options.putAll(settings.flink());
    return options;
  }
}
