package io.dctstream.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.HalfPlanes;
import io.dctstream.jpegdct.PackedPayload;
import io.dctstream.jpegdct.Planes;
import io.dctstream.jpegdct.TensorLayout;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.Map;

/** The memory of a batch's coefficients, in the precision that the model reads. */
final class Inputs {
  /** Unpacks a payload into a slot. */
  @FunctionalInterface
  private interface Unpacker {
    void unpack(byte[] payload, int slot);
  }

  private final TensorLayout layout;
  private final Unpacker unpacker;
  private final int elementSize;
  private final Buffer y;
  private final Buffer cb;
  private final Buffer cr;

  private Inputs(
      TensorLayout layout, Unpacker unpacker, int elementSize, Buffer y, Buffer cb, Buffer cr) {
    this.layout = layout;
    this.unpacker = unpacker;
    this.elementSize = elementSize;
    this.y = y;
    this.cb = cb;
    this.cr = cr;
  }

  /**
   * @param type {@link OnnxJavaType#FLOAT} or {@link OnnxJavaType#FLOAT16}
   */
  static Inputs allocate(TensorLayout layout, OnnxJavaType type, int capacity) {
    if (type == OnnxJavaType.FLOAT16) {
      HalfPlanes halves = HalfPlanes.allocate(layout, capacity);
      return new Inputs(layout, halves::unpack, Short.BYTES, halves.y(), halves.cb(), halves.cr());
    }
    Planes planes = Planes.allocate(layout, capacity);
    return new Inputs(
        layout,
        (payload, slot) -> PackedPayload.unpack(payload, layout, planes, slot),
        Float.BYTES,
        planes.y(),
        planes.cb(),
        planes.cr());
  }

  /** For a GPU that reads them. */
  void lock(PageLock pages) {
    for (Buffer memory : List.of(y, cb, cr)) {
      pages.lock(memory, (long) memory.capacity() * elementSize);
    }
  }

  /**
   * Unpacks an image into a slot.
   *
   * @throws IllegalArgumentException if the payload is damaged or of another grid
   */
  void unpack(byte[] payload, int slot) {
    unpacker.unpack(payload, slot);
  }

  /** Makes a slot an even grey image: all coefficients zero. */
  void blank(int slot) {
    blank(y, slot, layout.lumaSize());
    blank(cb, slot, layout.chromaSize());
    blank(cr, slot, layout.chromaSize());
  }

  /** ONNX Runtime's view of slots, by the names of the graph. */
  Map<String, OnnxTensor> view(int from, int to) throws OrtException {
    BlockGrid grid = layout.grid();
    int images = to - from;
    long[] luma = {images, layout.lumaFrequencies(), grid.height(), grid.width()};
    long[] chroma = {images, layout.chromaFrequencies(), grid.chromaHeight(), grid.chromaWidth()};
    int chromaStart = from * layout.chromaSize();
    return Map.of(
        ModelContract.INPUT_Y, tensor(y, from * layout.lumaSize(), luma),
        ModelContract.INPUT_CB, tensor(cb, chromaStart, chroma),
        ModelContract.INPUT_CR, tensor(cr, chromaStart, chroma));
  }

  private static void blank(Buffer memory, int slot, int size) {
    if (memory instanceof FloatBuffer floats) {
      floats.put(slot * size, new float[size]);
    } else {
      ((ShortBuffer) memory).put(slot * size, new short[size]);
    }
  }

  private static OnnxTensor tensor(Buffer memory, int start, long[] shape) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    int size = Math.toIntExact(shape[0] * shape[1] * shape[2] * shape[3]);
    return memory instanceof FloatBuffer floats
        ? OnnxTensor.createTensor(environment, floats.slice(start, size), shape)
        : OnnxTensor.createTensor(
            environment, ((ShortBuffer) memory).slice(start, size), shape, OnnxJavaType.FLOAT16);
  }
}
