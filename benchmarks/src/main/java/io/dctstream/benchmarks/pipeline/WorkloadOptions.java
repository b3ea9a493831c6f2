package io.dctstream.benchmarks.pipeline;

import io.dctstream.benchmarks.PictureSet;
import io.dctstream.cli.Classifier;
import io.dctstream.cli.ModelOption;
import io.dctstream.cli.ShippedModel;
import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DamagePolicy;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is classified, and by what. Mix it in with {@code @Mixin}. */
@Command
final class WorkloadOptions {
  @Mixin private ModelOption model;

  @Option(
      names = "--pictures",
      paramLabel = "SET",
      description = "As of 'bench'. Default: drawn ones of the model's size, quality 90")
  private String pictures;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "The most images that a model takes at once. Default: ${DEFAULT-VALUE}")
  private int batchSize = 16;

  int batchSize() {
    return batchSize;
  }

  /** Opens the model and makes the pictures. */
  Workload workload(int images) throws Exception { // as opening a model
    Path file = model.or(ShippedModel.FLOWERS);
    ModelContract contract;
    try (Classifier classifier = Classifier.open(file, DamagePolicy.STRICT)) {
      contract = classifier.contract();
    }
    BlockGrid grid = contract.grid();
    String set =
        pictures == null ? "%dx%d-q90".formatted(grid.pixelWidth(), grid.pixelHeight()) : pictures;
    return new Workload(set, PictureSet.of(set), images, file, contract, batchSize);
  }
}
