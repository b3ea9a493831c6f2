package io.dctstream.cli;

import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.Warnings;
import picocli.CommandLine.Option;

/** What becomes of damaged files. Mix it into a command with {@code @Mixin}. */
final class DamageOption {
  @Option(
      names = "--lenient",
      description =
          "Take damaged files, too, as far as libjpeg can decode them; their lines end with its"
              + " warnings.")
  private boolean lenient;

  DamagePolicy policy() {
    return lenient ? DamagePolicy.LENIENT : DamagePolicy.STRICT;
  }

  /** What stands behind the line of a file. */
  static String mark(Warnings warnings) {
    if (!warnings.any()) {
      return "";
    }
    return " (%d warning%s: %s)"
        .formatted(warnings.count(), warnings.count() == 1 ? "" : "s", warnings.first());
  }
}
