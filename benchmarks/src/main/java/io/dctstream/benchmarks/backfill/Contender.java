package io.dctstream.benchmarks.backfill;

import java.util.Locale;

/** Who takes part in the comparison. */
enum Contender {
  BARE("bare loop, from memory", Layout.FILES),
  FILES("backfill, files", Layout.FILES),
  TAR("backfill, tar", Layout.TAR),
  ZIP("backfill, zip", Layout.ZIP),
  ZIP_STORED("backfill, zip without compression", Layout.ZIP_STORED),
  WEBDATASET("backfill, WebDataset", Layout.WEBDATASET),
  NAIVE("ImageIO and RGB, one by one", Layout.FILES),
  NAIVE_THREADS("ImageIO and RGB, a thread a core", Layout.FILES);

  private final String title;
  private final Layout layout;

  Contender(String title, Layout layout) {
    this.title = title;
    this.layout = layout;
  }

  /** What it is called in the report. */
  String title() {
    return title;
  }

  /** How the images lie that it reads. */
  Layout layout() {
    return layout;
  }

  boolean isBackfill() {
    return switch (this) {
      case FILES, TAR, ZIP, ZIP_STORED, WEBDATASET -> true;
      case BARE, NAIVE, NAIVE_THREADS -> false;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
