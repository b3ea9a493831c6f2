package io.dctstream.contract;

import io.dctstream.jpegdct.Warnings;
import java.util.List;

/**
 * What a model said of an image.
 *
 * @param id as in {@link ImageRecord}
 * @param origin as in {@link ImageRecord}
 * @param timestamp as in {@link ImageRecord}
 * @param model the model's name
 * @param version the model's version
 * @param top the best classes, best first; at least one
 * @param warnings as in {@link PackedImage}
 * @param classifiedAt when the model answered, milliseconds since 1970-01-01 UTC
 */
public record Prediction(
    String id,
    Origin origin,
    long timestamp,
    String model,
    String version,
    List<LabelScore> top,
    Warnings warnings,
    long classifiedAt) {
  public LabelScore best() {
    return top.get(0);
  }
}
