package io.dctstream.job.kafka;

/** Where a job begins to read that has no checkpoint to go on from. */
public enum StartingOffsets {
  /** Where the consumer group stopped; for a new group, at the beginning. */
  COMMITTED,
  EARLIEST,
  LATEST
}
