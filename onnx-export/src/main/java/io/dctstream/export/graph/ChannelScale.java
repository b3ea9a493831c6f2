package io.dctstream.export.graph;

import java.util.Map;
import java.util.function.IntUnaryOperator;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;

/**
 * What a batch normalisation does to the values of a channel when its statistics are fixed: it
 * multiplies them by a factor and adds an offset.
 *
 * @param factors by channel
 * @param offsets by channel
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChannelScale(double[] factors, double[] offsets) {

  /** Of an operator with scale, offset, mean and variance as its inputs 1 to 4. */
  static ChannelScale of(NodeProto normalisation, Map<String, TensorProto> constants) {
    float[][] inputs = new float[4][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = OnnxGraph.floats(constants.get(normalisation.getInput(i + 1)));
    }
    double epsilon =
        normalisation.getAttributeList().stream()
            .filter(attribute -> attribute.getName().equals("epsilon"))
            .mapToDouble(AttributeProto::getF)
            .findAny()
            .orElseThrow();
    double[] factors = new double[inputs[0].length];
    double[] offsets = new double[inputs[0].length];
    for (int c = 0; c < factors.length; c++) {
      factors[c] = inputs[0][c] / Math.sqrt(inputs[3][c] + epsilon);
      offsets[c] = inputs[1][c] - factors[c] * inputs[2][c];
    }
    return new ChannelScale(factors, offsets);
  }

  int channels() {
    return factors.length;
  }

  double factor(int channel) {
    return factors[channel];
  }

  double offset(int channel) {
    return offsets[channel];
  }

  /** Weights, each times the factor of its channel. */
  float[] times(float[] weights, IntUnaryOperator channel) {
    float[] scaled = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      scaled[i] = (float) (factors[channel.applyAsInt(i)] * weights[i]);
    }
    return scaled;
  }
}
