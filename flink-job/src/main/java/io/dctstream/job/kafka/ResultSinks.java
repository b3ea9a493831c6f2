package io.dctstream.job.kafka;

import io.dctstream.contract.Comparison;
import io.dctstream.contract.Prediction;
import io.dctstream.contract.Reject;
import java.util.Properties;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The sinks of the job: the output topic, the rejects topic and the shadow topic. All write exactly
 * once: readers with {@code isolation.level=read_committed} see each result when its checkpoint is
 * complete.
 */
public final class ResultSinks {
  /** What a broker allows unless it is told otherwise (transaction.max.timeout.ms). */
  private static final int TRANSACTION_TIMEOUT_MS = 15 * 60 * 1000;

  /** A reject is an input record with some headers, so more than any input record. */
  private static final int MAX_REQUEST_BYTES = 64 << 20;

  /**
   * The results of a micro-batch come together; what would join them later is not worth waiting.
   */
  private static final int LINGER_MS = 1;

  private ResultSinks() {}

  public static KafkaSink<Prediction> predictions(ReadableConfig options) {
    return sink(
        options,
        "predictions",
        new PredictionSerializer(
            options.get(KafkaOptions.OUTPUT_TOPIC), options.get(KafkaOptions.OUTPUT_FORMAT)));
  }

  public static KafkaSink<Reject> rejects(ReadableConfig options) {
    return sink(options, "rejects", new RejectSerializer(options.get(KafkaOptions.REJECTS_TOPIC)));
  }

  public static KafkaSink<Comparison> comparisons(ReadableConfig options) {
    return sink(
        options, "comparisons", new ComparisonSerializer(options.get(KafkaOptions.SHADOW_TOPIC)));
  }

  private static <T> KafkaSink<T> sink(
      ReadableConfig options, String name, KafkaRecordSerializationSchema<T> serializer) {
    Properties properties = new Properties();
    properties.put(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Integer.toString(TRANSACTION_TIMEOUT_MS));
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(MAX_REQUEST_BYTES));
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(MAX_REQUEST_BYTES));
    properties.put(ProducerConfig.LINGER_MS_CONFIG, Integer.toString(LINGER_MS));
    properties.putAll(ClientProperties.of(options));
    return KafkaSink.<T>builder()
        .setBootstrapServers(options.get(KafkaOptions.BOOTSTRAP_SERVERS))
        .setKafkaProducerConfig(properties)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .setTransactionalIdPrefix(transactionalIdPrefix(options) + "-" + name)
        .setRecordSerializer(serializer)
        .build();
  }

  /** A replay may run beside the job that made the rejects, and must not end its transactions. */
  private static String transactionalIdPrefix(ReadableConfig options) {
    String prefix =
        options
            .getOptional(KafkaOptions.TRANSACTIONAL_ID_PREFIX)
            .orElseGet(() -> options.get(KafkaOptions.GROUP_ID));
    return options.get(KafkaOptions.FROM_REJECTS) ? prefix + "-replay" : prefix;
  }
}
