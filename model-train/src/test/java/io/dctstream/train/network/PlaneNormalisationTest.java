package io.dctstream.train.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Against DL4J's own batch normalisation: the same training gives the same weights. */
class PlaneNormalisationTest {
  private static final int STEPS = 5;

  private final INDArray images = Nd4j.rand(DataType.FLOAT, 6, 3, 5, 4).muli(20).subi(5);
  private final INDArray labels = Nd4j.eye(6).castTo(DataType.FLOAT);

  @Test
  void trainsAsDl4jDoes() {
    ComputationGraph expected = new ComputationGraph(network().getConfiguration());
    expected.init();
    ComputationGraph actual = network();
    assertThat(actual.params()).isEqualTo(expected.params());

    for (int step = 0; step < STEPS; step++) {
      expected.fit(new INDArray[] {images}, new INDArray[] {labels});
      actual.fit(new INDArray[] {images}, new INDArray[] {labels});
    }

    assertThat(actual.params().equalsWithEps(expected.params(), 1e-4)).isTrue();
    assertThat(actual.output(images)[0].equalsWithEps(expected.output(images)[0], 1e-4)).isTrue();
  }

  private static ComputationGraph network() {
    return FastGraph.create(
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Nesterovs(0.05, 0.9))
            .graphBuilder()
            .addInputs("in")
            .addLayer("bn1", normalisation(), "in")
            .addLayer("conv", new ConvolutionLayer.Builder(3, 3).nOut(4).build(), "bn1")
            .addLayer("bn2", normalisation(), "conv")
            .addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), "bn2")
            .addLayer(
                "out",
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .activation(Activation.SOFTMAX)
                    .nOut(6)
                    .build(),
                "pool")
            .setOutputs("out")
            .setInputTypes(InputType.convolutional(5, 4, 3))
            .build());
  }

  private static BatchNormalization normalisation() {
    return new BatchNormalization.Builder().useLogStd(false).build();
  }
}
