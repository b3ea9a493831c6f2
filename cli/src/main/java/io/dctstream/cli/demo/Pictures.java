package io.dctstream.cli.demo;

import java.io.IOException;

/** The pictures of one run, in order. */
interface Pictures extends AutoCloseable {
  int count();

  /**
   * The picture of an index; waits until it is there.
   *
   * @throws IOException if its file cannot be read
   */
  Picture get(int index) throws IOException;

  /** How many pictures can be had without waiting. */
  int ready();

  @Override
  default void close() {}
}
