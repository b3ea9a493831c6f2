package io.dctstream.cli;

import io.dctstream.contract.ContractException;
import io.dctstream.train.EvaluationReport;
import io.dctstream.train.Evaluator;
import io.dctstream.train.TrainingException;
import io.dctstream.train.data.LabelledImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a model on labelled images. */
@Command(
    name = "evaluate",
    description = "Measures a model on labelled images.",
    footer = {
      "",
      "Examples:",
      "  ./dctstream evaluate --model models/shapes/1/model.onnx --generated",
      "  ./dctstream evaluate --model flowers-net --data flowers-test",
    })
final class EvaluateCommand implements Callable<Integer> {
  /** Pictures that no training and no demo sees. */
  private static final long SEED = 3;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE|DIR",
      description = "An ONNX file, or the folder of a training.")
  private Path model;

  @Mixin private ImagesOption images;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws CommandException, ContractException, TrainingException, IOException {
    LabelledImages labelled = images.open(SEED);
    EvaluationReport report;
    try (TrainingProgress progress = new TrainingProgress(terminal)) {
      report =
          Files.isDirectory(model)
              ? Evaluator.evaluate(model, labelled, progress)
              : OnnxEvaluation.evaluate(model, labelled, progress);
    }
    report.unreadable().forEach(terminal.err()::println);
    List<String> labels = report.labels();
    terminal.out().println("label                  images     right  most often taken for");
    for (int truth = 0; truth < labels.size(); truth++) {
      print(labels, truth, report.confusion().get(truth));
    }
    terminal
        .out()
        .printf(
            "accuracy %.2f %%, top-5 %.2f %% of %d images%n",
            100 * report.top1(), 100 * report.top5(), report.images());
    return ExitCode.OK;
  }

  private void print(List<String> labels, int truth, List<Integer> answers) {
    int images = answers.stream().mapToInt(Integer::intValue).sum();
    if (images == 0) {
      return;
    }
    String mistakenFor =
        IntStream.range(0, labels.size())
            .filter(label -> label != truth && answers.get(label) > 0)
            .boxed()
            .max((a, b) -> Integer.compare(answers.get(a), answers.get(b)))
            .map(label -> "%s (%d)".formatted(labels.get(label), answers.get(label)))
            .orElse("");
    terminal
        .out()
        .printf(
            "%-20s %8d  %6.2f %%  %s%n",
            labels.get(truth), images, 100.0 * answers.get(truth) / images, mistakenFor);
  }
}
