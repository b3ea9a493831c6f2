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
      defaultValue = "${sys:dctstream.home:-.}/models/shapes/1/model.onnx",
      description =
          "A model written by 'export'. Without it, the one that ships: models/shapes/1/model.onnx,"
              + " which knows the drawn pictures.")
  private Path file;

  public Path file() {
    return file;
  }
}
