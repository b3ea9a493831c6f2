package io.dctstream.benchmarks.pipeline;

import io.dctstream.cli.DecoderCounters;
import io.dctstream.cli.embedded.EmbeddedCluster;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.core.execution.JobClient;

/** Looks at the counters of a job while it runs, since they go with it. */
final class BatchWatch {
  private static final int POLL_MILLIS = 500;
  private static final String IMAGES = "inference.images";
  private static final String BATCHES = "inference.batches";

  private final JobClient job;
  private final DecoderCounters counters;

  BatchWatch(EmbeddedCluster cluster, JobClient job) {
    this.job = job;
    this.counters = new DecoderCounters(cluster.webInterface(), job.getJobID());
  }

  /**
   * Waits for the end of the job.
   *
   * @return the mean of the images in a batch when last seen; 0 if there were none
   */
  double untilEnd() throws Exception { // as the job's
    CompletableFuture<?> end = job.getJobExecutionResult();
    double mean = 0;
    while (!end.isDone()) {
      long batches = counters.sum(BATCHES);
      if (batches > 0) {
        mean = (double) counters.sum(IMAGES) / batches;
      }
      Thread.sleep(POLL_MILLIS);
    }
    end.get();
    return mean;
  }
}
