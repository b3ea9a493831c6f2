package io.dctstream.export.precision;

import java.util.List;
import onnx.Onnx.ModelProto;

/**
 * A model in another precision.
 *
 * @param model the model
 * @param inFloats names of the layers that stay in 32-bit floats although the others do not
 * @param error how far its logits are from those of the model of 32-bit floats, as a share of how
 *     much these vary: the root of the mean squares of both
 * @param agreement share of the images that have the same most likely class
 */
public record Lowered(ModelProto model, List<String> inFloats, double error, double agreement) {
  public Lowered {
    inFloats = List.copyOf(inFloats);
  }
}
