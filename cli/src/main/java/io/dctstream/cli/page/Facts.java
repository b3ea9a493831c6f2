package io.dctstream.cli.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

/**
 * What a page shows, and does not change.
 *
 * @param images the input topic
 * @param predictions the output topic
 * @param rejects the rejects topic
 * @param flink Flink's web interface; null if it is not known
 */
@JsonInclude(Include.NON_NULL)
record Facts(String images, String predictions, String rejects, String flink) {
  static Facts of(Watched watched) {
    return new Facts(
        watched.images(),
        watched.predictions(),
        watched.rejects(),
        watched.flink().map(Object::toString).orElse(null));
  }
}
