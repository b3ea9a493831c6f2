package io.dctstream.cli;

import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.Warnings;
import picocli.CommandLine.Option;

/** What becomes of damaged files. Mix it into a command with {@code @Mixin}. */
public final class DamageOption {
  @Option(
      names = "--lenient",
      description =
          "Take damaged files, too, as far as libjpeg can decode them; their lines give its"
              + " warnings.")
  private boolean lenient;

  public DamagePolicy policy() {
    return lenient ? DamagePolicy.LENIENT : DamagePolicy.STRICT;
  }

  /** What stands in the line of a file behind what it is. */
  public static String mark(Warnings warnings) {
    if (!warnings.any()) {
      return "";
    }
    return " (%d warning%s: %s)"
        .formatted(warnings.count(), warnings.count() == 1 ? "" : "s", warnings.first());
  }
}
