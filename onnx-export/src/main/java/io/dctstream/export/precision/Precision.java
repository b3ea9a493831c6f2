package io.dctstream.export.precision;

/** How the numbers of a model are kept and computed with. */
public enum Precision {
  /** 32-bit floats. */
  FP32("32-bit floats"),
  /** 16-bit floats, inputs included, for devices that compute with them. */
  FP16("16-bit floats"),
  /** Bytes, for processors; what loses too much by it stays in 32-bit floats. */
  INT8("bytes");

  private final String words;

  Precision(String words) {
    this.words = words;
  }

  /** The precision in a word or two. */
  public String words() {
    return words;
  }
}
