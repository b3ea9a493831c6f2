package io.dctstream.job.kafka;

import java.util.Properties;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * What all Kafka clients of the job are told, those that the connector opens for itself included.
 */
final class ClientProperties {
  /**
   * Where no broker answers for five minutes, a client would bootstrap again and again without a
   * pause, and log each time. A job that fails gets new clients anyway; the admin clients that the
   * connector's writers leave open when they close would take a core for ever.
   */
  private static final String METADATA_RECOVERY = "none";

  private ClientProperties() {}

  /** The user's own go before ours. */
  static Properties of(ReadableConfig options) {
    Properties properties = new Properties();
    properties.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, METADATA_RECOVERY);
    properties.putAll(options.get(KafkaOptions.PROPERTIES));
    return properties;
  }
}
