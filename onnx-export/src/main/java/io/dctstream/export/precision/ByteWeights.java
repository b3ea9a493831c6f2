package io.dctstream.export.precision;

/**
 * Weights as signed bytes, each channel's greatest magnitude being 127.
 *
 * @param values the bytes
 * @param scales what a byte's 1 stands for, by output channel
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ByteWeights(byte[] values, float[] scales) {
  private static final int MOST = 127;

  /**
   * @param axis of the shape that counts output channels
   */
  static ByteWeights of(float[] weights, long[] shape, int axis) {
    int channels = (int) shape[axis];
    int inner = 1;
    for (int i = axis + 1; i < shape.length; i++) {
      inner *= (int) shape[i];
    }
    float[] scales = new float[channels];
    for (int i = 0; i < weights.length; i++) {
      int channel = i / inner % channels;
      scales[channel] = Math.max(scales[channel], Math.abs(weights[i]) / MOST);
    }
    byte[] values = new byte[weights.length];
    for (int channel = 0; channel < channels; channel++) {
      // A channel of zeros has any scale but 0.
      scales[channel] = scales[channel] > Float.MIN_NORMAL ? scales[channel] : 1;
    }
    for (int i = 0; i < weights.length; i++) {
      values[i] = (byte) Math.round(weights[i] / scales[i / inner % channels]);
    }
    return new ByteWeights(values, scales);
  }

  /** What a 1 in the sum of products stands for, by output channel. */
  float[] scales(float ofInput) {
    float[] products = new float[scales.length];
    for (int c = 0; c < products.length; c++) {
      products[c] = ofInput * scales[c];
    }
    return products;
  }
}
