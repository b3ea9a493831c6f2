package io.dctstream.job.backfill;

import io.dctstream.contract.ImageRecord;
import io.dctstream.job.archive.Arrival;
import org.apache.flink.api.common.functions.MapFunction;

/** Images of a topic, as if they came out of an archive. */
final class TopicImages implements MapFunction<ImageRecord, Arrival> {
  private static final long serialVersionUID = 1L;

  @Override
  public Arrival map(ImageRecord image) {
    return Arrival.of(image, image.bytes().length, 0);
  }
}
