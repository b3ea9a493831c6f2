package io.dctstream.job.kafka;

import io.dctstream.contract.Prediction;
import java.util.List;
import org.apache.kafka.common.header.Header;

/** A prediction as a record of the output topic. */
final class PredictionSerializer extends ResultSerializer<Prediction> {
  private static final long serialVersionUID = 1L;

  private final OutputFormat format;

  PredictionSerializer(String topic, OutputFormat format) {
    super(topic);
    this.format = format;
  }

  @Override
  String id(Prediction prediction) {
    return prediction.id();
  }

  @Override
  long timestamp(Prediction prediction) {
    return prediction.timestamp();
  }

  @Override
  byte[] value(Prediction prediction) {
    return format.write(prediction);
  }

  @Override
  List<Header> headers(Prediction prediction) {
    return List.of();
  }
}
