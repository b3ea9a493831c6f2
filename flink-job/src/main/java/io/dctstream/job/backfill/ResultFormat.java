package io.dctstream.job.backfill;

/** The form of result files. */
public enum ResultFormat {
  /** A JSON object a line. */
  JSON,
  /** A header, then a line a result. */
  CSV,
  /** Columns, compressed. */
  PARQUET
}
