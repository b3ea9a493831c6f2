package io.dctstream.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a model is written, and what its contract calls it. */
final class NewModelOptions {
  @Option(names = "--out", required = true, paramLabel = "FILE.onnx", description = "Written over.")
  private Path out;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "The model's name in its contract; that of the folder or file that it comes from by"
              + " default.")
  private String name;

  @Option(
      names = "--model-version",
      paramLabel = "VERSION",
      defaultValue = "1",
      description = "The model's version in its contract; ${DEFAULT-VALUE} by default.")
  private String version;

  Path out() {
    return out;
  }

  /** The name that was asked for, or another. */
  String name(String otherwise) {
    return name == null ? otherwise : name;
  }

  String version() {
    return version;
  }
}
