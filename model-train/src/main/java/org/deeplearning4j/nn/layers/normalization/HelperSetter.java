package org.deeplearning4j.nn.layers.normalization;

/** Gives a batch normalisation another implementation; DL4J has no public way to do so. */
public final class HelperSetter {
  private HelperSetter() {}

  public static void set(BatchNormalization layer, BatchNormalizationHelper helper) {
    layer.helper = helper;
  }
}
