package io.dctstream.inference.serving;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions in the order in which people number them: digits are compared as a number, what is
 * between them as text, and what goes on comes after what ends. So 9 is before 10, v1.9 before
 * v1.10 and 2 before 2-rc1.
 */
final class VersionOrder {
  private static final Pattern RUN = Pattern.compile("[0-9]+|[^0-9]+");

  /** Of equal numbers that are written in different ways, such as 1 and 01, text decides. */
  static final Comparator<String> OLDEST_FIRST =
      ((Comparator<String>) VersionOrder::compare).thenComparing(Comparator.naturalOrder());

  private VersionOrder() {}

  private static int compare(String one, String other) {
    Matcher left = RUN.matcher(one);
    Matcher right = RUN.matcher(other);
    boolean leftGoesOn = left.find();
    boolean rightGoesOn = right.find();
    while (leftGoesOn && rightGoesOn) {
      int order = compareRuns(left.group(), right.group());
      if (order != 0) {
        return order;
      }
      leftGoesOn = left.find();
      rightGoesOn = right.find();
    }
    return Boolean.compare(leftGoesOn, rightGoesOn);
  }

  private static int compareRuns(String one, String other) {
    return isNumber(one) && isNumber(other)
        ? new BigInteger(one).compareTo(new BigInteger(other))
        : one.compareTo(other);
  }

  private static boolean isNumber(String run) {
    return run.charAt(0) >= '0' && run.charAt(0) <= '9';
  }
}
