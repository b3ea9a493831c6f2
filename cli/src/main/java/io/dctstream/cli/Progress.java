package io.dctstream.cli;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** How far a long piece of work has come; appears with the first step and goes when closed. */
public final class Progress implements AutoCloseable {
  private final ProgressBarBuilder builder;
  private ProgressBar bar;

  Progress(ProgressBarBuilder builder) {
    this.builder = builder;
  }

  /** So many steps are done. */
  public void at(long done) {
    if (bar == null) {
      bar = builder.startsFrom(done, Duration.ZERO).build(); // it counts the speed from here on
    }
    bar.stepTo(done);
  }

  /** So many steps are done; shows a few words beside the bar. */
  public void at(long done, String words) {
    at(done);
    bar.setExtraMessage(words);
  }

  /**
   * So many steps are done of so many, which may turn out to be more or fewer on the way. For
   * counts that are asked for now and then: each call draws, and nothing else, because a count that
   * is drawn later than it was asked for shows a speed that is too low.
   */
  public void at(long done, long total, String words) {
    boolean first = bar == null;
    if (first) {
      builder.setUpdateIntervalMillis(Integer.MAX_VALUE); // it draws once by itself
      builder.continuousUpdate(); // new words are drawn, too, where the count stands still
    }
    at(done, words);
    bar.maxHint(total);
    if (!first) {
      bar.refresh();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
