package io.dctstream.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.dctstream.contract.ContractException;
import io.dctstream.train.ClassResult;
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
      "  ./dctstream evaluate --model flowers-net --data flowers-test --json > result.json",
    })
final class EvaluateCommand implements Callable<Integer> {
  /** Pictures that no training and no demo sees. */
  private static final long SEED = 3;

  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE|DIR",
      description = "An ONNX file, or the folder of a training.")
  private Path model;

  @Mixin private ImagesOption images;

  @Option(
      names = "--json",
      description = "Print all as JSON, the confusion matrix and precision and recall included.")
  private boolean json;

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
    if (json) {
      terminal.out().println(JSON.writeValueAsString(report));
    } else {
      print(report);
    }
    return ExitCode.OK;
  }

  private void print(EvaluationReport report) {
    terminal
        .out()
        .println("label                  images     right  precision  most often taken for");
    List<ClassResult> classes = report.classes();
    for (int truth = 0; truth < classes.size(); truth++) {
      if (classes.get(truth).images() > 0) {
        print(classes.get(truth), mistakenFor(report, truth));
      }
    }
    terminal
        .out()
        .printf(
            "accuracy %.2f %%, top-5 %.2f %% of %d images%n",
            100 * report.top1(), 100 * report.top5(), report.images());
  }

  private void print(ClassResult result, String mistakenFor) {
    terminal
        .out()
        .printf(
            "%-20s %8d  %6.2f %%   %6.2f %%  %s%n",
            result.label(),
            result.images(),
            100 * result.recall(),
            100 * result.precision(),
            mistakenFor);
  }

  /** The wrong answer that the images of a class got most often; empty if there was none. */
  private static String mistakenFor(EvaluationReport report, int truth) {
    List<String> labels = report.labels();
    List<Integer> answers = report.confusion().get(truth);
    return IntStream.range(0, labels.size())
        .filter(label -> label != truth && answers.get(label) > 0)
        .boxed()
        .max((a, b) -> Integer.compare(answers.get(a), answers.get(b)))
        .map(label -> "%s (%d)".formatted(labels.get(label), answers.get(label)))
        .orElse("");
  }
}
