package io.dctstream.benchmarks.networks;

import io.dctstream.export.BareNetwork;
import io.dctstream.jpegdct.TensorLayout;
import io.dctstream.train.TrainedModel;
import io.dctstream.train.TrainingException;
import io.dctstream.train.network.NetworkDescription;
import io.dctstream.train.network.NetworkInput;
import io.dctstream.train.network.NetworkScale;
import io.dctstream.train.network.NetworkSummary;
import io.dctstream.train.network.Networks;
import io.dctstream.train.network.PaperResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A network that takes part.
 *
 * @param name what it is called in the report
 * @param readsPixels whether the processor decodes images to pixels for it; else to coefficients
 * @param layout of the coefficients of its images
 * @param parameters as {@code ./dctstream networks} counts them
 * @param multiplyAccumulates of one image
 * @param accuracy share of its validation images, if it was trained
 * @param paper what the paper measured of it
 * @param network makes it; its memory is wanted only while it is exported
 */
record Entry(
    String name,
    boolean readsPixels,
    TensorLayout layout,
    long parameters,
    long multiplyAccumulates,
    OptionalDouble accuracy,
    Optional<PaperResult> paper,
    Supplier<BareNetwork> network) {

  /** The network that all others are compared with, if it takes part. */
  static final String REFERENCE = "resnet50-rgb";

  /** Those which the paper gives the speed of, but for ResNet-50 on YCbCr, and our own. */
  static final List<String> COMPARED =
      Networks.names().stream()
          .filter(name -> PaperResult.of(name).isPresent() || name.equals(Networks.DEFAULT))
          .filter(name -> !name.equals("resnet50-ycbcr"))
          .toList();

  /** A network with random weights. */
  static Entry random(String name, NetworkScale size, int classes) {
    NetworkDescription description = Networks.named(name);
    NetworkScale scale = description.usual(size);
    NetworkSummary summary = NetworkSummary.of(description, scale, classes);
    return new Entry(
        name,
        description.input() != NetworkInput.COEFFICIENTS,
        scale.layout(),
        summary.parameters(),
        summary.multiplyAccumulates(),
        OptionalDouble.empty(),
        PaperResult.of(name),
        () -> BareNetwork.random(description, scale, classes));
  }

  /** The best network of a training. */
  static Entry trained(Path folder) throws TrainingException {
    TrainedModel model = TrainedModel.load(folder);
    NetworkDescription description = Networks.named(model.record().plan().network());
    NetworkScale scale = model.record().plan().scale();
    int classes = model.record().labels().size();
    NetworkSummary summary = NetworkSummary.of(description, scale, classes);
    return new Entry(
        description.name(),
        description.input() != NetworkInput.COEFFICIENTS,
        scale.layout(),
        summary.parameters(),
        summary.multiplyAccumulates(),
        OptionalDouble.of(model.record().bestAccuracy()),
        PaperResult.of(description.name()),
        () -> new BareNetwork(model.network(), description.input(), scale, classes));
  }

  /** The same with the second half of a JPEG decoder in the graph, as a wrapped model has it. */
  Entry wrapped() {
    return new Entry(
        name + " --front-end dct",
        false,
        layout,
        parameters,
        multiplyAccumulates,
        accuracy,
        Optional.empty(),
        network);
  }
}
