package io.dctstream.job.backfill;

import io.dctstream.contract.Prediction;
import io.dctstream.contract.Reject;
import io.dctstream.job.PredictionJson;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.Encoder;

/** Results as JSON, one a line. */
final class JsonLines {
  private JsonLines() {}

  /** Writes predictions. */
  static final class Predictions implements Encoder<Prediction> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(Prediction prediction, OutputStream out) throws IOException {
      out.write(PredictionJson.write(prediction));
      out.write('\n');
    }
  }

  /** Writes rejects. */
  static final class Rejects implements Encoder<Reject> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(Reject reject, OutputStream out) throws IOException {
      out.write(RejectJson.write(reject));
      out.write('\n');
    }
  }
}
