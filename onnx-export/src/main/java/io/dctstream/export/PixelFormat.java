package io.dctstream.export;

import java.util.List;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;

/**
 * How a model wants the pixels of an image.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channelsLast [N, height, width, 3] and not [N, 3, height, width]
 * @param bytes unsigned bytes and not floats
 */
record PixelFormat(int height, int width, boolean channelsLast, boolean bytes) {
  private static final int CHANNELS = 3;
  private static final int STEP = 16;

  /**
   * Reads a model's input.
   *
   * @throws ExportException if it is none of these, for a fixed batch, or of a size that has no
   *     whole number of chroma blocks
   */
  static PixelFormat of(ValueInfoProto input) throws ExportException {
    TypeProto.Tensor tensor = input.getType().getTensorType();
    TensorShapeProto shape = tensor.getShape();
    List<Long> sizes = shape.getDimList().stream().map(Dimension::getDimValue).toList();
    boolean first = sizes.size() == 4 && sizes.get(1) == CHANNELS;
    boolean last = sizes.size() == 4 && sizes.get(3) == CHANNELS;
    boolean bytes = tensor.getElemType() == TensorProto.DataType.UINT8_VALUE;
    if ((!first && !last) || (!bytes && tensor.getElemType() != TensorProto.DataType.FLOAT_VALUE)) {
      throw new ExportException(
          "The input '%s' of the model is no image of three channels, as floats or bytes"
              .formatted(input.getName()));
    }
    if (shape.getDim(0).getDimValue() > 0) {
      throw new ExportException(
          "The input '%s' of the model is for batches of %d only; export it with a batch dimension that is free"
              .formatted(input.getName(), sizes.get(0)));
    }
    long height = sizes.get(first ? 2 : 1);
    long width = sizes.get(first ? 3 : 2);
    if (height <= 0 || width <= 0 || height % STEP != 0 || width % STEP != 0) {
      throw new ExportException(
          "The input '%s' of the model is %s pixels; its sides must be fixed multiples of 16"
              .formatted(
                  input.getName(), height <= 0 || width <= 0 ? "any" : width + "x" + height));
    }
    return new PixelFormat((int) height, (int) width, !first, bytes);
  }
}
