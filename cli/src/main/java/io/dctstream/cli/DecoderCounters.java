package io.dctstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import org.apache.flink.api.common.JobID;

/** What a job's decoder has counted, asked of the cluster's REST interface. */
public final class DecoderCounters {
  /** Images that came in, damaged ones included. */
  public static final String IMAGES = "decode.images";

  /** Bytes of the packed coefficients that went out. */
  public static final String BYTES_PACKED = "decode.bytesPacked";

  private final FlinkRest flink;
  private final String job;

  public DecoderCounters(URI webInterface, JobID job) {
    this.flink = new FlinkRest(webInterface);
    this.job = "/jobs/" + job;
  }

  /** A counter, summed over all subtasks; zero while the cluster does not know it. */
  public long sum(String counter) throws IOException {
    long sum = 0;
    for (JsonNode vertex : flink.get(job).path("vertices")) {
      JsonNode counters =
          flink.get(
              "%s/vertices/%s/subtasks/metrics?get=%s&agg=sum"
                  .formatted(job, vertex.path("id").asText(), counter));
      for (JsonNode subtasks : counters) {
        sum += subtasks.path("sum").asLong();
      }
    }
    return sum;
  }
}
