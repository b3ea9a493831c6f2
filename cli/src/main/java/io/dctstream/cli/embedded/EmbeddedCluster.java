package io.dctstream.cli.embedded;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.function.FunctionUtils;

/** A Flink cluster with its web interface, in this process. */
public final class EmbeddedCluster implements AutoCloseable {
  private final MiniCluster cluster;
  private final int webPort;

  private EmbeddedCluster(MiniCluster cluster, int webPort) {
    this.cluster = cluster;
    this.webPort = webPort;
  }

  /**
   * Starts a cluster of one TaskManager.
   *
   * @param slots how many subtasks of an operator it runs side by side
   * @param webPort where its web interface listens; 0 for any free port
   * @throws IOException if the port is in use or the cluster does not start
   */
  public static EmbeddedCluster start(int slots, int webPort) throws IOException {
    return start(slots, webPort, new Configuration());
  }

  /**
   * Starts a cluster of one TaskManager that reports its metrics.
   *
   * @param slots how many subtasks of an operator it runs side by side
   * @param webPort where its web interface listens; 0 for any free port
   * @param options whose {@code metrics.} options are the cluster's; others are a job's
   * @throws IOException if the port is in use or the cluster does not start
   */
  public static EmbeddedCluster start(int slots, int webPort, Configuration options)
      throws IOException {
    int port = LoopbackPort.claim(webPort);
    Configuration configuration = new Configuration();
    options.toMap().entrySet().stream()
        .filter(option -> option.getKey().startsWith("metrics."))
        .forEach(option -> configuration.setString(option.getKey(), option.getValue()));
    configuration.set(RestOptions.ADDRESS, LoopbackPort.HOST);
    configuration.set(RestOptions.BIND_ADDRESS, LoopbackPort.HOST);
    configuration.set(RestOptions.BIND_PORT, Integer.toString(port));
    // Counters in the web interface are at most a second old, not ten.
    configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(1));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    try {
      cluster.start();
      return new EmbeddedCluster(cluster, port);
    } catch (Exception e) {
      cluster.closeAsync().join();
      throw new IOException("The Flink cluster could not be started: " + e.getMessage(), e);
    }
  }

  /** Where a browser sees the cluster. */
  public URI webInterface() {
    return URI.create("http://%s:%d".formatted(LoopbackPort.HOST, webPort));
  }

  /**
   * A new environment whose jobs run here.
   *
   * @param configuration options of Flink and of the job
   */
  public StreamExecutionEnvironment environment(Configuration configuration) {
    return StreamExecutionEnvironment.createRemoteEnvironment(
        LoopbackPort.HOST, webPort, configuration);
  }

  /**
   * Completes when a job has ended, exceptionally if it failed or was cancelled. A {@code
   * JobClient}, which has to ask over the network, notices up to two seconds later.
   */
  public CompletableFuture<JobExecutionResult> end(JobID job) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return cluster
        .requestJobResult(job)
        .thenApply(FunctionUtils.uncheckedFunction(end -> end.toJobExecutionResult(loader)));
  }

  /** Ends the jobs and the cluster. */
  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
