package io.dctstream.cli.page;

/**
 * Bounds how many images a page shows, because eyes follow only some: so many a second, and more at
 * once after a silence.
 */
final class Ration {
  private final double perSecond;
  private final double most;
  private double left;
  private long then;

  /**
   * @param now the time in nanoseconds, of any beginning
   */
  Ration(double perSecond, int most, long now) {
    this.perSecond = perSecond;
    this.most = most;
    this.left = most;
    this.then = now;
  }

  /** Takes one, if there is one. */
  boolean take(long now) {
    left = Math.min(most, left + (now - then) / 1e9 * perSecond);
    then = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
