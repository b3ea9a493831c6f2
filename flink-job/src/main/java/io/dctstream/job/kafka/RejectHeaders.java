package io.dctstream.job.kafka;

/** The headers of a record in the rejects topic; their values are UTF-8 text. */
public final class RejectHeaders {
  /** A {@link io.dctstream.contract.RejectCode}. */
  public static final String CODE = "code";

  /** The reason in one sentence. */
  public static final String MESSAGE = "message";

  /** An {@link io.dctstream.contract.Origin}. */
  public static final String ORIGIN = "origin";

  /** Event time, milliseconds since 1970-01-01 UTC, in decimal. */
  public static final String TIMESTAMP = "timestamp";

  private RejectHeaders() {}
}
