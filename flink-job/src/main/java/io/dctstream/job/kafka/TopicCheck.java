package io.dctstream.job.kafka;

import io.dctstream.job.JobException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks before the job is submitted whether a broker answers and the topics are there. */
public final class TopicCheck {
  private static final String TIMEOUT_MS = "10000";

  private TopicCheck() {}

  /**
   * Asks for the topics that the job uses.
   *
   * @throws JobException that names the broker or the topic
   */
  public static void check(ReadableConfig options) throws JobException {
    check(options, KafkaOptions.topics(options));
  }

  /**
   * Asks for some topics.
   *
   * @throws JobException that names the broker or the topic
   */
  public static void check(ReadableConfig options, List<ConfigOption<String>> topics)
      throws JobException {
    String servers = options.get(KafkaOptions.BOOTSTRAP_SERVERS);
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    properties.putAll(options.get(KafkaOptions.PROPERTIES));
    try (Admin admin = Admin.create(properties)) {
      Map<String, KafkaFuture<TopicDescription>> found =
          admin.describeTopics(topics.stream().map(options::get).toList()).topicNameValues();
      for (ConfigOption<String> topic : topics) {
        try {
          found.get(options.get(topic)).get();
        } catch (ExecutionException e) {
          throw missing(servers, topic, options.get(topic), e.getCause());
        }
      }
    } catch (KafkaException e) {
      throw unreachable(servers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(servers, e);
    }
  }

  private static JobException missing(
      String servers, ConfigOption<String> option, String topic, Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException) {
      return new JobException(
          "The topic '%s' does not exist at %s; create it or set '%s'"
              .formatted(topic, servers, option.key()),
          cause);
    }
    return unreachable(servers, cause);
  }

  private static JobException unreachable(String servers, Throwable cause) {
    if (cause instanceof AuthenticationException) {
      return new JobException(
          "Kafka at %s does not know who asks (%s); set TLS and SASL under '%s'"
              .formatted(servers, cause.getMessage(), KafkaOptions.PROPERTIES.key()),
          cause);
    }
    return new JobException(
        "Kafka at %s cannot be asked for its topics (%s); start it or set '%s'"
            .formatted(servers, cause.getMessage(), KafkaOptions.BOOTSTRAP_SERVERS.key()),
        cause);
  }
}
