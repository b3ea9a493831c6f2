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
import java.util.Map;

/** The memory of a batch's coefficients, in the precision that the model reads. */
abstract class Inputs {
  private final TensorLayout layout;

  private Inputs(TensorLayout layout) {
    this.layout = layout;
  }

  /**
   * @param type {@link OnnxJavaType#FLOAT} or {@link OnnxJavaType#FLOAT16}
   */
  static Inputs allocate(TensorLayout layout, OnnxJavaType type, int capacity) {
    return type == OnnxJavaType.FLOAT16
        ? new Halves(layout, capacity)
        : new Floats(layout, capacity);
  }

  /**
   * Unpacks an image into a slot.
   *
   * @throws IllegalArgumentException if the payload is damaged or of another grid
   */
  abstract void unpack(byte[] payload, int slot);

  /** ONNX Runtime's view of slots, by the names of the graph. */
  final Map<String, OnnxTensor> view(int from, int to) throws OrtException {
    BlockGrid grid = layout.grid();
    int images = to - from;
    long[] luma = {images, layout.lumaFrequencies(), grid.height(), grid.width()};
    long[] chroma = {images, layout.chromaFrequencies(), grid.chromaHeight(), grid.chromaWidth()};
    int chromaStart = from * layout.chromaSize();
    return Map.of(
        ModelContract.INPUT_Y, tensor(y(), from * layout.lumaSize(), luma),
        ModelContract.INPUT_CB, tensor(cb(), chromaStart, chroma),
        ModelContract.INPUT_CR, tensor(cr(), chromaStart, chroma));
  }

  abstract Buffer y();

  abstract Buffer cb();

  abstract Buffer cr();

  private static OnnxTensor tensor(Buffer memory, int start, long[] shape) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    int size = Math.toIntExact(shape[0] * shape[1] * shape[2] * shape[3]);
    return memory instanceof FloatBuffer floats
        ? OnnxTensor.createTensor(environment, floats.slice(start, size), shape)
        : OnnxTensor.createTensor(
            environment, ((ShortBuffer) memory).slice(start, size), shape, OnnxJavaType.FLOAT16);
  }

  private static final class Floats extends Inputs {
    private final TensorLayout layout;
    private final Planes planes;

    Floats(TensorLayout layout, int capacity) {
      super(layout);
      this.layout = layout;
      this.planes = Planes.allocate(layout, capacity);
    }

    @Override
    void unpack(byte[] payload, int slot) {
      PackedPayload.unpack(payload, layout, planes, slot);
    }

    @Override
    Buffer y() {
      return planes.y();
    }

    @Override
    Buffer cb() {
      return planes.cb();
    }

    @Override
    Buffer cr() {
      return planes.cr();
    }
  }

  private static final class Halves extends Inputs {
    private final HalfPlanes planes;

    Halves(TensorLayout layout, int capacity) {
      super(layout);
      this.planes = HalfPlanes.allocate(layout, capacity);
    }

    @Override
    void unpack(byte[] payload, int slot) {
      planes.unpack(payload, slot);
    }

    @Override
    Buffer y() {
      return planes.y();
    }

    @Override
    Buffer cb() {
      return planes.cb();
    }

    @Override
    Buffer cr() {
      return planes.cr();
    }
  }
}
