package io.dctstream.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.dctstream.contract.LabelScore;
import io.dctstream.contract.Origin;
import io.dctstream.contract.Prediction;
import io.dctstream.jpegdct.Warnings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Predictions as JSON, the values of the output topic; {@code prediction.schema.json} beside this
 * class is their JSON Schema:
 *
 * <pre>{@code
 * {"schema":1,"id":"a.jpg","origin":"images-0-42","timestamp":1767225600000,
 *  "model":"shapes","version":"1","top":[{"label":"disc","score":0.93}, ...],
 *  "classifiedAt":1767225600123}
 * }</pre>
 *
 * <p>A prediction of an image with warnings also has {@code
 * "warnings":{"count":1,"first":"Premature end of JPEG file"}}, and one of a WebDataset sample
 * {@code "attributes":{"cls":"3"}}.
 *
 * <p>Thread-safe.
 */
public final class PredictionJson {
  /** Number of the schema; another number is refused. New fields do not change it. */
  public static final int SCHEMA = 1;

  private static final ObjectReader READER =
      new ObjectMapper()
          .readerFor(Document.class)
          .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final ObjectWriter WRITER = new ObjectMapper().writerFor(Document.class);

  private record Document(
      int schema,
      String id,
      String origin,
      long timestamp,
      String model,
      String version,
      List<LabelScore> top,
      @JsonInclude(Include.NON_NULL) Warnings warnings,
      @JsonInclude(Include.NON_NULL) Map<String, String> attributes,
      long classifiedAt) {}

  private PredictionJson() {}

  /** One prediction in UTF-8. */
  public static byte[] write(Prediction prediction) {
    Map<String, String> attributes = prediction.origin().attributes();
    try {
      return WRITER.writeValueAsBytes(
          new Document(
              SCHEMA,
              prediction.id(),
              prediction.origin().text(),
              prediction.timestamp(),
              prediction.model(),
              prediction.version(),
              prediction.top(),
              prediction.warnings().any() ? prediction.warnings() : null,
              attributes.isEmpty() ? null : attributes,
              prediction.classifiedAt()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A prediction could not be written as JSON", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is no prediction of this schema
   */
  public static Prediction read(byte[] json) throws IOException {
    Document document = READER.readValue(json);
    if (document.schema() != SCHEMA) {
      throw new IOException(
          "The prediction has schema %d and this version reads %d"
              .formatted(document.schema(), SCHEMA));
    }
    return new Prediction(
        document.id(),
        new Origin(document.origin(), Objects.requireNonNullElse(document.attributes(), Map.of())),
        document.timestamp(),
        document.model(),
        document.version(),
        document.top(),
        Objects.requireNonNullElse(document.warnings(), Warnings.NONE),
        document.classifiedAt());
  }
}
