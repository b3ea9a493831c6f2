package io.dctstream.job.kafka;

import io.dctstream.contract.Prediction;
import io.dctstream.job.PredictionAvro;
import io.dctstream.job.PredictionJson;
import java.io.IOException;

/** How predictions are written to the output topic. */
public enum OutputFormat {
  /** {@link PredictionJson}. */
  JSON {
    @Override
    byte[] write(Prediction prediction) {
      return PredictionJson.write(prediction);
    }

    @Override
    public Prediction read(byte[] value) throws IOException {
      return PredictionJson.read(value);
    }
  },
  /** {@link PredictionAvro}. */
  AVRO {
    @Override
    byte[] write(Prediction prediction) {
      return PredictionAvro.write(prediction);
    }

    @Override
    public Prediction read(byte[] value) throws IOException {
      return PredictionAvro.read(value);
    }
  };

  abstract byte[] write(Prediction prediction);

  /**
   * Reads a value of the output topic.
   *
   * @throws IOException if it is no prediction in this format
   */
  public abstract Prediction read(byte[] value) throws IOException;
}
