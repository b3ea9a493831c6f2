package io.dctstream.job.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an edge of a topic and what is none; that edges hold is seen on a broker. */
class TopicEdgeTest {
  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest", "2026-11-01T00:00:00Z", "0:1", "0:1,12:345"})
  void edges(String text) {
    assertThat(TopicEdge.parse(text, OffsetsInitializer.earliest())).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "0:1,", "0", "2026-11-01"})
  void whatIsNone(String text) {
    assertThatThrownBy(() -> TopicEdge.parse(text, OffsetsInitializer.earliest()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is neither");
  }
}
