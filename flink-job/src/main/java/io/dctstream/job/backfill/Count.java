package io.dctstream.job.backfill;

import java.util.Locale;

/** What a backfill counts. Each name's full path as a metric stands above it. */
public enum Count {
  /** HOST.taskmanager.TM.JOB.intake.SUBTASK.images: images that were read. */
  IMAGES,
  /** HOST.taskmanager.TM.JOB.intake.SUBTASK.bytes: bytes of the archive that were read. */
  BYTES,
  /** HOST.taskmanager.TM.JOB.intake.SUBTASK.skipped: members that are no images. */
  SKIPPED,
  /** HOST.taskmanager.TM.JOB.intake.SUBTASK.unread: rejects that are no image that was read. */
  UNREAD,
  /** HOST.taskmanager.TM.JOB.reject-tally.SUBTASK.rejects: all rejects. */
  REJECTS;

  /** Its name among the metrics of its operator, and among the accumulators of the job. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
