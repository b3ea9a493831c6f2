package io.dctstream.cli;

import java.nio.file.Path;

/** The models that come with the program. */
public enum ShippedModel {
  /** Five kinds of flowers, of photographs. */
  FLOWERS("flowers/1/model.onnx"),
  /** Ten motifs, of pictures drawn by program. */
  SHAPES("shapes/1/model.onnx");

  private final String path;

  ShippedModel(String path) {
    this.path = path;
  }

  /** Where it is. */
  public Path file() {
    return Installation.models().resolve(path);
  }
}
