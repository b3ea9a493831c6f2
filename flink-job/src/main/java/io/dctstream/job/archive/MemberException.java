package io.dctstream.job.archive;

import java.io.IOException;

/** A member is damaged, but those behind it can be read. */
final class MemberException extends IOException {
  private static final long serialVersionUID = 1L;

  MemberException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
