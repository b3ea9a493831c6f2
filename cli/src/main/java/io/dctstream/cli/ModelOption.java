package io.dctstream.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The model that a command works with. Mix it in with {@code @Mixin}. */
@Command
public final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "A model written by 'export'. Without it, one that ships; see below.")
  private Path file;

  /** The file that was asked for, or one that ships. */
  public Path or(ShippedModel shipped) {
    return file == null ? shipped.file() : file;
  }
}
