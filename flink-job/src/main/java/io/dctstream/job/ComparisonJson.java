package io.dctstream.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dctstream.contract.Comparison;
import io.dctstream.contract.LabelScore;
import io.dctstream.contract.Prediction;
import java.util.List;

/**
 * Comparisons as JSON, the values of the shadow topic:
 *
 * <pre>{@code
 * {"schema":1,"id":"a.jpg","origin":"images-0-42","timestamp":1767225600000,"model":"shapes",
 *  "serving":{"version":"3","top":[{"label":"disc","score":0.93}, ...]},
 *  "shadow":{"version":"5","top":[{"label":"ring","score":0.55}, ...]},
 *  "difference":0.48,"classifiedAt":1767225600123}
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class ComparisonJson {
  /** Number of the schema. New fields do not change it. */
  public static final int SCHEMA = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private record Answer(String version, List<LabelScore> top) {
    static Answer of(Prediction prediction) {
      return new Answer(prediction.version(), prediction.top());
    }
  }

  private record Document(
      int schema,
      String id,
      String origin,
      long timestamp,
      String model,
      Answer serving,
      Answer shadow,
      float difference,
      long classifiedAt) {}

  private ComparisonJson() {}

  /** One comparison in UTF-8. */
  public static byte[] write(Comparison comparison) {
    Prediction serving = comparison.serving();
    try {
      return MAPPER.writeValueAsBytes(
          new Document(
              SCHEMA,
              serving.id(),
              serving.origin().text(),
              serving.timestamp(),
              serving.model(),
              Answer.of(serving),
              Answer.of(comparison.shadow()),
              comparison.difference(),
              serving.classifiedAt()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A comparison could not be written as JSON", e);
    }
  }
}
