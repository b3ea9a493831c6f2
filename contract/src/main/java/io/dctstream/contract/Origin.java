package io.dctstream.contract;

import java.util.Map;
import java.util.Objects;

/**
 * Where an image came from, as errors, rejects and predictions name it: {@code
 * topic-partition-offset} or {@code path#member}.
 *
 * @param text the name
 * @param attributes what stood beside the image and travels with it, by name: of a WebDataset
 *     sample the text of its other files, by extension; mostly empty
 */
public record Origin(String text, Map<String, String> attributes) {
  public Origin {
    Objects.requireNonNull(text);
    Objects.requireNonNull(attributes);
  }

  public Origin(String text) {
    this(text, Map.of());
  }

  public static Origin kafka(String topic, int partition, long offset) {
    return new Origin(topic + "-" + partition + "-" + offset);
  }

  public static Origin file(String path) {
    return new Origin(path);
  }

  public static Origin member(String path, String member) {
    return new Origin(path + "#" + member);
  }

  /** The same place, with what stood beside the image. */
  public Origin with(Map<String, String> beside) {
    return new Origin(text, beside);
  }

  @Override
  public String toString() {
    return text;
  }
}
