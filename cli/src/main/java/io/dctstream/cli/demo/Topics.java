package io.dctstream.cli.demo;

/** The demo's topics. */
final class Topics {
  static final String IMAGES = "images";
  static final String PREDICTIONS = "predictions";
  static final String REJECTS = "rejects";

  private Topics() {}
}
