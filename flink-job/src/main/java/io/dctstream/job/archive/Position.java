package io.dctstream.job.archive;

/**
 * How far a split is read.
 *
 * @param file files that are done
 * @param member members that are done of the file after them, images or not
 */
record Position(int file, long member) {
  static final Position START = new Position(0, 0);

  Position nextFile() {
    return new Position(file + 1, 0);
  }
}
