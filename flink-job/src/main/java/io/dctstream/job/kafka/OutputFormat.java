package io.dctstream.job.kafka;

import io.dctstream.contract.Prediction;
import io.dctstream.job.PredictionAvro;
import io.dctstream.job.PredictionJson;

/** How predictions are written to the output topic. */
public enum OutputFormat {
  /** {@link PredictionJson}. */
  JSON {
    @Override
    byte[] write(Prediction prediction) {
      return PredictionJson.write(prediction);
    }
  },
  /** {@link PredictionAvro}. */
  AVRO {
    @Override
    byte[] write(Prediction prediction) {
      return PredictionAvro.write(prediction);
    }
  };

  abstract byte[] write(Prediction prediction);
}
