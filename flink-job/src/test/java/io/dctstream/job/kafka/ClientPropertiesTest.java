package io.dctstream.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class ClientPropertiesTest {
  @Test
  void clientsWithoutABrokerDoNotBootstrapAgainAndAgain() {
    assertThat(ClientProperties.of(new Configuration()))
        .containsEntry("metadata.recovery.strategy", "none");
  }

  @Test
  void theUsersOwnGoFirst() {
    Configuration options = new Configuration();
    options.set(
        KafkaOptions.PROPERTIES,
        Map.of("metadata.recovery.strategy", "rebootstrap", "client.rack", "a"));

    assertThat(ClientProperties.of(options))
        .containsEntry("metadata.recovery.strategy", "rebootstrap")
        .containsEntry("client.rack", "a");
  }
}
