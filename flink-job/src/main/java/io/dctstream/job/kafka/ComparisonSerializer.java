package io.dctstream.job.kafka;

import io.dctstream.contract.Comparison;
import io.dctstream.job.ComparisonJson;
import java.util.List;
import org.apache.kafka.common.header.Header;

/** What two versions said of an image as a record of the shadow topic: {@link ComparisonJson}. */
final class ComparisonSerializer extends ResultSerializer<Comparison> {
  private static final long serialVersionUID = 1L;

  ComparisonSerializer(String topic) {
    super(topic);
  }

  @Override
  String id(Comparison comparison) {
    return comparison.serving().id();
  }

  @Override
  long timestamp(Comparison comparison) {
    return comparison.serving().timestamp();
  }

  @Override
  byte[] value(Comparison comparison) {
    return ComparisonJson.write(comparison);
  }

  @Override
  List<Header> headers(Comparison comparison) {
    return List.of();
  }
}
