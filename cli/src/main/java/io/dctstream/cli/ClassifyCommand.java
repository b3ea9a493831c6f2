package io.dctstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.contract.ContractException;
import io.dctstream.contract.LabelScore;
import io.dctstream.contract.ModelContract;
import io.dctstream.contract.Origin;
import io.dctstream.contract.Prediction;
import io.dctstream.inference.InferenceException;
import io.dctstream.job.PredictionJson;
import io.dctstream.jpegdct.JpegException;
import io.dctstream.jpegdct.Warnings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Classifies files. */
@Command(
    name = "classify",
    description = "Classifies JPEG files, without Kafka and Flink.",
    footer = {
      "",
      "Without --model, models/flowers/1/model.onnx, which tells five kinds of flowers",
      "apart: daisies, dandelions, roses, sunflowers and tulips.",
      "A file that cannot be classified is named on standard error; the others are",
      "classified all the same, and the exit code is 1.",
      "",
      "Examples:",
      "  ./dctstream classify photo.jpg",
      "  ./dctstream classify --top 1 --json *.jpg",
    })
final class ClassifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "JPEG files.")
  private List<Path> files;

  @Mixin private ModelOption model;

  @Option(
      names = "--top",
      paramLabel = "K",
      defaultValue = "3",
      description = "How many labels to print of each file; ${DEFAULT-VALUE} by default.")
  private int top;

  @Option(
      names = "--json",
      description = "Print a JSON object a line, as the job writes them to its topic.")
  private boolean json;

  @Mixin private DamageOption damage;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws CommandException, ContractException, IOException {
    terminal.requireAtLeastOne("--top", top);
    int exitCode = ExitCode.OK;
    try (Classifier classifier = Classifier.open(model.or(ShippedModel.FLOWERS), damage.policy())) {
      for (Path file : files) {
        try {
          List<LabelScore> labels = classifier.classify(JpegFile.read(file), top);
          terminal.out().println(line(file, classifier.contract(), labels, classifier.warnings()));
        } catch (JpegException | InferenceException e) {
          terminal.err().printf("%s cannot be classified: %s%n", file, e.getMessage());
          exitCode = ExitCode.SOFTWARE;
        } catch (CommandException | IOException e) {
          terminal.err().println(OneSentence.of(e));
          exitCode = ExitCode.SOFTWARE;
        }
      }
    }
    return exitCode;
  }

  private String line(Path file, ModelContract contract, List<LabelScore> labels, Warnings warnings)
      throws IOException {
    if (json) {
      Prediction prediction =
          new Prediction(
              file.toString(),
              Origin.file(file.toString()),
              Files.getLastModifiedTime(file).toMillis(),
              contract.name(),
              contract.version(),
              labels,
              warnings,
              System.currentTimeMillis());
      return new String(PredictionJson.write(prediction), UTF_8);
    }
    return labels.stream()
        .map(label -> "%s %.1f %%".formatted(label.label(), 100 * label.score()))
        .collect(Collectors.joining(", ", file + ": ", DamageOption.mark(warnings)));
  }
}
