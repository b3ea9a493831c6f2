package io.dctstream.cli.backfill;

import io.dctstream.cli.Progress;
import java.util.Locale;

/**
 * How far a backfill is.
 *
 * @param job the job's state, as Flink calls it
 * @param seconds how long it has been running
 * @param images images read, those of earlier runs included
 * @param rejects rejects so far
 * @param bytes bytes of the archive read
 * @param filesFound images and shards found so far
 * @param shardsFound shards among them
 * @param bytesFound bytes of them all
 * @param counted whether all have been found
 */
record BackfillState(
    String job,
    long seconds,
    long images,
    long rejects,
    long bytes,
    long filesFound,
    long shardsFound,
    long bytesFound,
    boolean counted) {
  /** What Flink says of a job that has failed and is to be tried again. */
  private static final String RESTARTING = "RESTARTING";

  /** What Flink says of a job that has done all. */
  static final String FINISHED = "FINISHED";

  /** How many images there are, exactly or by their share of the bytes; -1 if nothing is known. */
  long total() {
    if (job.equals(FINISHED)) {
      return images;
    }
    if (!counted) {
      return -1;
    }
    if (shardsFound == 0) {
      return Math.max(images, filesFound);
    }
    return bytes == 0 ? -1 : Math.max(images, Math.round((double) images / bytes * bytesFound));
  }

  /** Shows it on the terminal, from the first image or failure on. */
  void show(Progress progress) {
    boolean failed = job.equals(RESTARTING);
    if (images > 0 || failed) {
      String words = " rejects: %,d%s".formatted(rejects, failed ? ", restarting" : "");
      progress.at(images, total(), words);
    }
  }

  @Override
  public String toString() {
    long total = total();
    return "%s for %,d s: %,d of %s images, %,d rejects%s"
        .formatted(
            job.toLowerCase(Locale.ROOT),
            seconds,
            images,
            total < 0 ? "?" : (shardsFound > 0 ? "about " : "") + "%,d".formatted(total),
            rejects,
            total < 0 ? "" : ", %.1f %%".formatted(100.0 * images / Math.max(1, total)));
  }
}
