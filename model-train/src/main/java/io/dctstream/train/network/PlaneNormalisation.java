package io.dctstream.train.network;

import java.nio.FloatBuffer;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalizationHelper;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batch normalisation of a [batch, channels, height, width] tensor in two passes over its planes.
 *
 * <p>DL4J 1.0.0-M2.1 calls oneDNN for it, but spends most of its time in general reductions before
 * and after: it was half of the time of training a narrow network. Belongs to one layer; not
 * thread-safe.
 */
final class PlaneNormalisation implements BatchNormalizationHelper {
  private final int channels;
  private final float[] mean;
  private final float[] variance;

  PlaneNormalisation(int channels) {
    this.channels = channels;
    this.mean = new float[channels];
    this.variance = new float[channels];
  }

  @Override
  public INDArray preOutput(
      INDArray x,
      boolean training,
      long[] shape,
      INDArray gamma,
      INDArray beta,
      INDArray runningMean,
      INDArray runningVariance,
      double decay,
      double epsilon,
      CNN2DFormat format,
      LayerWorkspaceMgr workspaces) {
    Planes input = Planes.of(x);
    if (training) {
      measure(input);
    }
    float[] means = training ? mean : runningMean.toFloatVector();
    float[] variances = training ? variance : runningVariance.toFloatVector();
    INDArray output =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, x.shape());
    Planes target = Planes.of(output);
    float[] values = new float[input.size()];
    for (int c = 0; c < channels; c++) {
      float scale = gamma.getFloat(c) * inverseDeviation(variances[c], epsilon);
      float offset = beta.getFloat(c) - means[c] * scale;
      for (int n = 0; n < input.images(); n++) {
        input.read(n, c, values);
        for (int i = 0; i < values.length; i++) {
          values[i] = scale * values[i] + offset;
        }
        target.write(n, c, values);
      }
    }
    return output;
  }

  private void measure(Planes input) {
    float[] values = new float[input.size()];
    double count = input.perChannel();
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      double squares = 0;
      for (int n = 0; n < input.images(); n++) {
        input.read(n, c, values);
        for (float value : values) {
          sum += value;
          squares += (double) value * value;
        }
      }
      mean[c] = (float) (sum / count);
      variance[c] = (float) Math.max(0, squares / count - sum / count * (sum / count));
    }
  }

  /** With m values x of a channel, their normalised values h and gradients g: see the comments. */
  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray x,
      INDArray gradient,
      long[] shape,
      INDArray gamma,
      INDArray beta,
      INDArray gammaGradient,
      INDArray betaGradient,
      double epsilon,
      CNN2DFormat format,
      LayerWorkspaceMgr workspaces) {
    Planes input = Planes.of(x);
    Planes gradients = Planes.of(gradient);
    INDArray result =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, x.shape());
    Planes target = Planes.of(result);
    float[] values = new float[input.size()];
    float[] slopes = new float[input.size()];
    double count = input.perChannel();
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      double product = 0;
      for (int n = 0; n < input.images(); n++) {
        input.read(n, c, values);
        gradients.read(n, c, slopes);
        for (int i = 0; i < values.length; i++) {
          sum += slopes[i];
          product += (double) slopes[i] * values[i];
        }
      }
      // d beta = sum of g; d gamma = sum of g h.
      float inverse = inverseDeviation(variance[c], epsilon);
      double scaleGradient = inverse * (product - mean[c] * sum);
      betaGradient.putScalar(c, sum);
      gammaGradient.putScalar(c, scaleGradient);
      // d x = gamma / deviation * (g - d beta / m - h * d gamma / m), as a g + b x + offset.
      float a = gamma.getFloat(c) * inverse;
      float b = (float) (-a * inverse * scaleGradient / count);
      float offset = (float) (-a * sum / count - b * mean[c]);
      for (int n = 0; n < input.images(); n++) {
        input.read(n, c, values);
        gradients.read(n, c, slopes);
        for (int i = 0; i < values.length; i++) {
          values[i] = a * slopes[i] + b * values[i] + offset;
        }
        target.write(n, c, values);
      }
    }
    Gradient parameters = new DefaultGradient();
    parameters.setGradientFor(BatchNormalizationParamInitializer.GAMMA, gammaGradient);
    parameters.setGradientFor(BatchNormalizationParamInitializer.BETA, betaGradient);
    return new Pair<>(parameters, result);
  }

  private static float inverseDeviation(float variance, double epsilon) {
    return (float) (1 / Math.sqrt(variance + epsilon));
  }

  @Override
  public boolean checkSupported() {
    return true;
  }

  @Override
  public boolean checkSupported(double epsilon, boolean fixedScale) {
    return !fixedScale;
  }

  @Override
  public INDArray getMeanCache(DataType type) {
    return Nd4j.createFromArray(mean).castTo(type);
  }

  @Override
  public INDArray getVarCache(DataType type) {
    return Nd4j.createFromArray(variance).castTo(type);
  }

  @Override
  public Map<String, Long> helperMemoryUse() {
    return Map.of();
  }

  /** The planes of a tensor, each a run of floats. */
  private record Planes(FloatBuffer values, int images, int channels, int size) {
    static Planes of(INDArray tensor) {
      INDArray plain = tensor.isView() || tensor.ordering() != 'c' ? tensor.dup('c') : tensor;
      return new Planes(
          plain.data().asNioFloat(),
          (int) plain.size(0),
          (int) plain.size(1),
          (int) (plain.size(2) * plain.size(3)));
    }

    double perChannel() {
      return (double) images * size;
    }

    void read(int image, int channel, float[] target) {
      values.get((image * channels + channel) * size, target);
    }

    void write(int image, int channel, float[] source) {
      values.put((image * channels + channel) * size, source);
    }
  }
}
