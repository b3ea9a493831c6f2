package io.dctstream.cli.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.dctstream.contract.LabelScore;
import io.dctstream.contract.Prediction;
import java.util.HexFormat;
import java.util.List;

/**
 * An image on the page, with what came of it: either {@code top} is there, or {@code code}.
 *
 * @param id the image's id
 * @param origin where it came from
 * @param at when it was sent, milliseconds since 1970-01-01 UTC
 * @param model name and version of the model that answered
 * @param top the best classes, best first
 * @param latency milliseconds from {@code at} to the answer
 * @param code the kind of reason for which it was rejected
 * @param message the reason in one sentence
 * @param bytes how long a rejected image is
 * @param head the first bytes of a rejected image, in hexadecimal
 */
@JsonInclude(Include.NON_NULL)
record Sight(
    String id,
    String origin,
    long at,
    String model,
    List<LabelScore> top,
    Long latency,
    String code,
    String message,
    Integer bytes,
    String head) {
  private static final int HEAD_BYTES = 16;

  static Sight of(Prediction prediction) {
    return new Sight(
        prediction.id(),
        prediction.origin().text(),
        prediction.timestamp(),
        prediction.model() + " " + prediction.version(),
        prediction.top(),
        prediction.classifiedAt() - prediction.timestamp(),
        null,
        null,
        null,
        null);
  }

  static Sight ofReject(
      String id, String origin, long at, String code, String message, byte[] bytes) {
    String head =
        HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(HEAD_BYTES, bytes.length));
    return new Sight(id, origin, at, null, null, null, code, message, bytes.length, head);
  }
}
