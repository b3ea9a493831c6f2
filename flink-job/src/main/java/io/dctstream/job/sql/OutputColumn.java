package io.dctstream.job.sql;

import io.dctstream.job.sql.Answer.Classified;
import io.dctstream.job.sql.Answer.Rejected;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * A column that a model in SQL can have, found by its name. Those of a prediction are NULL for an
 * image that was rejected, and the other way round.
 */
enum OutputColumn {
  LABEL,
  SCORE,
  MODEL,
  VERSION,
  /** How often libjpeg warned about the image. */
  WARNINGS,
  /** A {@link io.dctstream.contract.RejectCode}. */
  CODE,
  REASON;

  /**
   * The column that a user declared.
   *
   * @throws ValidationException if there is none of this name, or it has another type
   */
  static OutputColumn of(Column declared) {
    for (OutputColumn column : values()) {
      if (column.name().equalsIgnoreCase(declared.getName())) {
        column.requireType(declared.getDataType().getLogicalType());
        return column;
      }
    }
    throw new ValidationException(
        "A dctstream model has no output column '%s'; it has %s"
            .formatted(
                declared.getName(),
                Arrays.stream(values())
                    .map(OutputColumn::toString)
                    .collect(Collectors.joining(", "))));
  }

  /** The value of this column in Flink's internal form. */
  Object of(Answer answer) {
    return answer instanceof Classified image ? of(image) : of((Rejected) answer);
  }

  private Object of(Classified image) {
    return switch (this) {
      case LABEL -> StringData.fromString(image.best().label());
      case SCORE -> (double) image.best().score();
      case MODEL -> StringData.fromString(image.model().name());
      case VERSION -> StringData.fromString(image.model().version());
      case WARNINGS -> image.warnings();
      case CODE, REASON -> null;
    };
  }

  private Object of(Rejected reject) {
    return switch (this) {
      case CODE -> StringData.fromString(reject.code().name());
      case REASON -> StringData.fromString(reject.reason());
      case LABEL, SCORE, MODEL, VERSION, WARNINGS -> null;
    };
  }

  private LogicalType type() {
    return switch (this) {
      case LABEL, MODEL, VERSION, CODE, REASON -> VarCharType.STRING_TYPE;
      case SCORE -> new DoubleType();
      case WARNINGS -> new IntType();
    };
  }

  /** As in a declaration. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT) + " " + type().asSummaryString();
  }

  private void requireType(LogicalType declared) {
    // All may be NULL: none is of both a prediction and a reject.
    if (!declared.equals(type())) {
      throw new ValidationException(
          "The output column '%s' of a dctstream model is %s, not %s"
              .formatted(
                  name().toLowerCase(Locale.ROOT),
                  type().asSummaryString(),
                  declared.asSummaryString()));
    }
  }
}
