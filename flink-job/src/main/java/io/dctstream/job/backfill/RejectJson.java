package io.dctstream.job.backfill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dctstream.contract.Reject;
import io.dctstream.contract.RejectCode;
import java.util.Map;

/**
 * Rejects as JSON, without the image's bytes:
 *
 * <pre>{@code
 * {"schema":1,"id":"/a/b.tar#c.jpg","origin":"/a/b.tar#c.jpg","timestamp":1767225600000,
 *  "code":"TRUNCATED","message":"...","bytes":1234}
 * }</pre>
 *
 * <p>A reject of a WebDataset sample also has {@code "attributes":{"cls":"3"}}. Thread-safe.
 */
final class RejectJson {
  /** Number of the schema. New fields do not change it. */
  private static final int SCHEMA = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private record Document(
      int schema,
      String id,
      String origin,
      long timestamp,
      RejectCode code,
      String message,
      int bytes,
      @JsonInclude(Include.NON_EMPTY) Map<String, String> attributes) {}

  private RejectJson() {}

  /** One reject in UTF-8. */
  static byte[] write(Reject reject) {
    try {
      return MAPPER.writeValueAsBytes(
          new Document(
              SCHEMA,
              reject.id(),
              reject.origin().text(),
              reject.timestamp(),
              reject.code(),
              reject.message(),
              reject.bytes().length,
              reject.origin().attributes()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A reject could not be written as JSON", e);
    }
  }
}
