package io.dctstream.job.sql;

import io.dctstream.contract.LabelScore;
import io.dctstream.contract.ModelContract;
import io.dctstream.contract.RejectCode;

/** What became of an image. */
sealed interface Answer {
  /**
   * It has a label.
   *
   * @param warnings how often libjpeg warned about it
   */
  record Classified(LabelScore best, ModelContract model, int warnings) implements Answer {}

  /** It has none, for a reason. */
  record Rejected(RejectCode code, String reason) implements Answer {}
}
