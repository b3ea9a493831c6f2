package io.dctstream.cli.traffic;

/** The demo's topics. */
public final class Topics {
  public static final String IMAGES = "images";
  public static final String PREDICTIONS = "predictions";
  public static final String REJECTS = "rejects";

  private Topics() {}
}
