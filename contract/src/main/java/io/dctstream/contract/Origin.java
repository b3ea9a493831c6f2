package io.dctstream.contract;

import java.util.Objects;

/**
 * Where an image came from, as errors, rejects and predictions name it: {@code
 * topic-partition-offset} or {@code path#member}.
 *
 * @param text the name
 */
public record Origin(String text) {
  public Origin {
    Objects.requireNonNull(text);
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

  @Override
  public String toString() {
    return text;
  }
}
