package io.dctstream.job.archive;

import java.util.List;

/**
 * The last file that a walk has given out.
 *
 * @param root index of the place where the walk to it began
 * @param path the names from there to the file, percent-encoded; none if the place is the file
 */
record WalkPosition(int root, List<String> path) {}
