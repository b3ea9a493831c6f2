package io.dctstream.train.data;

import io.dctstream.jpegdct.PackedPayload;
import io.dctstream.jpegdct.Planes;
import io.dctstream.jpegdct.TensorLayout;
import io.dctstream.train.network.NetworkInput;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The tensors of a batch, to be filled again and again: what the network reads, and the labels'
 * probabilities [size, classes]. A network that reads coefficients has Y [size, frequencies,
 * height, width], Cb and Cr [size, frequencies, height / 2, width / 2]; for one that reads pixels
 * they are kept beside.
 *
 * <p>Images are put into the slots; then the batch is completed. Not thread-safe.
 */
public final class Batch {
  private final TensorLayout layout;
  private final INDArray[] features;
  private final INDArray labels;
  private final Planes coefficients;
  private final Optional<Pixels> pixels;

  public Batch(NetworkInput input, TensorLayout layout, int size, int classes) {
    this.layout = layout;
    this.features =
        Arrays.stream(input.types(layout)).map(type -> tensor(type, size)).toArray(INDArray[]::new);
    this.labels = Nd4j.create(DataType.FLOAT, size, classes);
    FloatBuffer[] tensors = Arrays.stream(features).map(Batch::floats).toArray(FloatBuffer[]::new);
    if (input == NetworkInput.COEFFICIENTS) {
      this.coefficients = new Planes(tensors[0], tensors[1], tensors[2]);
      this.pixels = Optional.empty();
    } else {
      this.coefficients = Planes.allocate(layout, size);
      this.pixels = Optional.of(new Pixels(input, layout.grid(), tensors));
    }
  }

  /** A complete batch of images as they are served, without their labels. */
  public static Batch of(
      NetworkInput input, TensorLayout layout, List<DecodedImage> images, int classes) {
    Batch batch = new Batch(input, layout, images.size(), classes);
    for (int slot = 0; slot < images.size(); slot++) {
      batch.putCoefficients(slot, images.get(slot));
    }
    batch.complete();
    return batch;
  }

  public int size() {
    return (int) labels.size(0);
  }

  /** What the network reads, once the batch is complete. */
  public INDArray[] features() {
    return features.clone();
  }

  public INDArray labels() {
    return labels;
  }

  /** Puts an image into a slot as it is served. */
  public void put(int slot, DecodedImage image) {
    putCoefficients(slot, image);
    putLabel(slot, image.label(), 0);
  }

  /** Puts an image into a slot without its label, which may be none of the network's. */
  private void putCoefficients(int slot, DecodedImage image) {
    PackedPayload.unpack(image.payload(), layout, coefficients, slot);
  }

  /** Makes what the network reads of the coefficients in the slots. */
  public void complete() {
    pixels.ifPresent(
        maker -> {
          for (int slot = 0; slot < size(); slot++) {
            maker.fill(coefficients, slot);
          }
        });
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

  /** The coefficients of Y, Cb and Cr. */
  Planes coefficients() {
    return coefficients;
  }

  private static INDArray tensor(InputType type, int size) {
    long[] shape = type.getShape(true).clone();
    shape[0] = size;
    return Nd4j.create(DataType.FLOAT, shape);
  }

  private static FloatBuffer floats(INDArray tensor) {
    return tensor.data().asNioFloat();
  }
}
