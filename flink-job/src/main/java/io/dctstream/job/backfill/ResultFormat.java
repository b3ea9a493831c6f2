package io.dctstream.job.backfill;

/** The form of result files. */
public enum ResultFormat {
  /** A JSON object a line. */
  JSON
}
