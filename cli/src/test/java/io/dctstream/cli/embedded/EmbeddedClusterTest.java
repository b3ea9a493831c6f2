package io.dctstream.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // the iterator may be interrupted while it closes
class EmbeddedClusterTest {
  @Test
  void runsJobsAndShowsItself() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(2, 0)) {
      try (CloseableIterator<Long> numbers =
          cluster.environment(new Configuration()).fromSequence(1, 3).executeAndCollect()) {
        assertThat(numbers).toIterable().containsExactlyInAnyOrderElementsOf(List.of(1L, 2L, 3L));
      }
      // Before a job was taken it may say that it has no leader yet.
      String page =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(cluster.webInterface()).build(), BodyHandlers.ofString())
              .body();
      assertThat(page).contains("Apache Flink Web Dashboard");
    }
  }
}
