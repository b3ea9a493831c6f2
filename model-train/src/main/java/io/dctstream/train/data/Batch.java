package io.dctstream.train.data;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.PackedPayload;
import io.dctstream.jpegdct.Planes;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The tensors of a batch, to be filled again and again: Y [size, 64, height, width], Cb and Cr
 * [size, 64, height / 2, width / 2] and the labels' probabilities [size, classes]. Not thread-safe.
 */
public final class Batch {
  private final BlockGrid grid;
  private final INDArray[] features;
  private final INDArray labels;
  private final Planes planes;

  public Batch(BlockGrid grid, int size, int classes) {
    this.grid = grid;
    this.features =
        new INDArray[] {
          tensor(size, grid.height(), grid.width()),
          tensor(size, grid.chromaHeight(), grid.chromaWidth()),
          tensor(size, grid.chromaHeight(), grid.chromaWidth())
        };
    this.labels = Nd4j.create(DataType.FLOAT, size, classes);
    this.planes = new Planes(floats(features[0]), floats(features[1]), floats(features[2]));
  }

  public int size() {
    return (int) labels.size(0);
  }

  /** Y, Cb and Cr. */
  public INDArray[] features() {
    return features.clone();
  }

  public INDArray labels() {
    return labels;
  }

  /** Puts an image into a slot as it is. */
  public void put(int slot, DecodedImage image) {
    putCoefficients(slot, image);
    putLabel(slot, image.label(), 0);
  }

  /** Puts an image into a slot without its label, which may be none of the network's. */
  public void putCoefficients(int slot, DecodedImage image) {
    PackedPayload.unpack(image.payload(), grid, planes, slot);
  }

  /**
   * Sets the probabilities of a slot's classes.
   *
   * @param smoothing share that is spread evenly over all classes, in [0, 1)
   */
  void putLabel(int slot, int label, double smoothing) {
    labels.getRow(slot).assign(smoothing / labels.size(1));
    labels.putScalar(slot, label, 1 - smoothing + smoothing / labels.size(1));
  }

  /** The values of Y, Cb and Cr. */
  Planes planes() {
    return planes;
  }

  private static INDArray tensor(int size, int height, int width) {
    return Nd4j.create(DataType.FLOAT, size, BlockGrid.BLOCK_SIZE, height, width);
  }

  private static FloatBuffer floats(INDArray tensor) {
    return tensor.data().asNioFloat();
  }
}
