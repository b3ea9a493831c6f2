package io.dctstream.cli;

import io.dctstream.train.EpochResult;
import io.dctstream.train.Recipe;
import io.dctstream.train.Trainer;
import io.dctstream.train.TrainingException;
import io.dctstream.train.TrainingPlan;
import io.dctstream.train.TrainingRecord;
import io.dctstream.train.data.LabelledImages;
import io.dctstream.train.data.TrainingImages;
import io.dctstream.train.network.NetworkScale;
import io.dctstream.train.network.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network. */
@Command(
    name = "train",
    description = "Trains a network that reads DCT coefficients, and keeps the best one.",
    footer = {
      "",
      "The folder holds best.zip (the network with the highest validation accuracy),",
      "last.zip (from which --resume goes on), training.json and report.html, a page with",
      "curves that is renewed after each epoch. Images",
      "are set aside for validation by a hash of their names. --resume wants the same",
      "images; all else is as the training began. By default networks have an eighth of the",
      "paper's width, all of its depth, and read 128x128 pixels or what stands for them.",
      "",
      "Examples:",
      "  ./dctstream train --generated --epochs 20 --out shapes",
      "  ./dctstream train --data flowers --image-size 224 --out flowers-net",
      "  ./dctstream train --data flowers --out flowers-net --resume",
      "  ./dctstream export --model shapes --out shapes.onnx",
    })
final class TrainCommand implements Callable<Integer> {
  /** Of drawn pictures. */
  private static final long SEED = 1;

  private static final NetworkScale USUAL = NetworkScale.of(0.125, NetworkScale.FULL_DEPTH, 128);

  @Mixin private ImagesOption images;

  @Option(
      names = "--val",
      paramLabel = "DIR",
      description =
          "A folder of the same classes to validate on; by default a fifth of the images is set"
              + " aside.")
  private Path validation;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the training.")
  private Path folder;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Keep the images' coefficients in a file in this folder, which goes at the end; in memory"
              + " by default.")
  private Path cache;

  @Option(names = "--resume", description = "Go on with the training in the folder.")
  private boolean resume;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      defaultValue = Networks.DEFAULT,
      description = "One of ./dctstream networks; ${DEFAULT-VALUE} by default.")
  private String network;

  @Mixin private ScaleOptions scale;

  @Option(
      names = "--recipe",
      paramLabel = "NAME|FILE",
      defaultValue = Recipe.DEFAULT,
      description = {
        "small: some thousand images that are easily told apart, 20 epochs. The default.",
        "flowers: some thousand photographs, varied strongly, 40 epochs.",
        "paper: millions of photographs, the paper's schedule, 90 epochs.",
        "FILE: JSON of the same form; see docs/training.md."
      })
  private String recipe;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the images; the recipe's by default.")
  private Integer epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "End after N epochs without a better validation accuracy; 0, the default: never.")
  private int patience;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Images of one step; the recipe's by default.")
  private Integer batchSize;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Copies of the network that learn at the same time, a batch each; ${DEFAULT-VALUE} by"
              + " default.")
  private int workers;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "The highest learning rate; the recipe's by default.")
  private Double learningRate;

  @Option(
      names = "--training-seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Of the first weights, the order of the images and their changes; ${DEFAULT-VALUE} by"
              + " default.")
  private long seed;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws TrainingException, IOException {
    TrainingPlan plan = plan();
    TrainingRecord record = train(plan, trainingImages());
    EpochResult best = record.best().orElseThrow();
    terminal
        .out()
        .printf(
            "Best: epoch %d with %.2f %% of %d validation images right; export it with"
                + " ./dctstream export --model %s --out FILE.onnx%n",
            best.epoch(), 100 * best.validationAccuracy(), record.validationImages(), folder);
    return ExitCode.OK;
  }

  private TrainingImages trainingImages() throws TrainingException, IOException {
    LabelledImages labelled = images.open(SEED);
    TrainingImages all =
        validation == null
            ? TrainingImages.of(labelled)
            : TrainingImages.of(labelled, LabelledImages.inFolder(validation));
    return cache == null ? all : all.cachedIn(Files.createDirectories(cache));
  }

  private TrainingRecord train(TrainingPlan plan, TrainingImages labelled)
      throws TrainingException, IOException {
    try (TrainingProgress progress = new TrainingProgress(terminal)) {
      return resume
          ? Trainer.resume(labelled, folder, progress)
          : Trainer.train(plan, labelled, folder, progress);
    }
  }

  private Recipe changedRecipe() throws TrainingException {
    Recipe changed =
        Recipe.NAMES.contains(recipe) ? Recipe.named(recipe) : Recipe.read(Path.of(recipe));
    if (epochs != null) {
      changed = changed.withEpochs(epochs);
    }
    if (batchSize != null) {
      changed = changed.withBatchSize(batchSize);
    }
    if (learningRate != null) {
      changed = changed.withLearningRate(learningRate);
    }
    return changed;
  }

  private TrainingPlan plan() throws TrainingException {
    try {
      NetworkScale usual = Networks.named(network).usual(USUAL);
      return TrainingPlan.of(network, scale.over(usual), seed, changedRecipe())
          .withPatience(patience)
          .withWorkers(workers);
    } catch (IllegalArgumentException e) {
      throw terminal.misuse(e.getMessage());
    }
  }
}
