package io.dctstream.cli.traffic;

import java.io.IOException;

/** The pictures of one run, in order. */
public interface Pictures {
  /** Is told while pictures are prepared. */
  interface Progress {
    /**
     * So many are ready.
     *
     * @throws InterruptedException to stop
     */
    void ready(int pictures) throws InterruptedException;
  }

  int count();

  /**
   * The picture of an index.
   *
   * @throws IOException if its file cannot be read
   */
  Picture get(int index) throws IOException;

  /** Does the work that {@link #get} would take time for, so that sending is not slowed by it. */
  void prepare(Progress progress) throws InterruptedException;
}
