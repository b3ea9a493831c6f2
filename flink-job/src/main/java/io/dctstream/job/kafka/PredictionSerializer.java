package io.dctstream.job.kafka;

import io.dctstream.contract.Prediction;
import io.dctstream.job.PredictionJson;
import java.util.List;
import org.apache.kafka.common.header.Header;

/** A prediction as a record of the output topic: {@link PredictionJson}. */
final class PredictionSerializer extends ResultSerializer<Prediction> {
  private static final long serialVersionUID = 1L;

  PredictionSerializer(String topic) {
    super(topic);
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
    return PredictionJson.write(prediction);
  }

  @Override
  List<Header> headers(Prediction prediction) {
    return List.of();
  }
}
