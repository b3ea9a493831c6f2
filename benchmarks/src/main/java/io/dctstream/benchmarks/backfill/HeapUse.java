package io.dctstream.benchmarks.backfill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was in the heap after a garbage collection.
 *
 * @param seconds since the process was started
 */
record HeapUse(double seconds, long mebibytes) {
  private static final Pattern COLLECTION =
      Pattern.compile("^\\[([\\d.]+)s\\].* \\d+M->(\\d+)M\\(\\d+M\\).*");

  /** Reads what {@code -Xlog:gc:file=FILE:uptime} has written. */
  static List<HeapUse> read(Path log) throws IOException {
    List<HeapUse> uses = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      Matcher collection = COLLECTION.matcher(line);
      if (collection.matches()) {
        uses.add(
            new HeapUse(
                Double.parseDouble(collection.group(1)), Long.parseLong(collection.group(2))));
      }
    }
    return uses;
  }
}
