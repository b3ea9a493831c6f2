package io.dctstream.cli;

import io.dctstream.contract.ContractException;
import io.dctstream.contract.ModelContract;
import io.dctstream.export.ExportException;
import io.dctstream.export.ModelWrap;
import io.dctstream.export.Normalisation;
import io.dctstream.jpegdct.DamagePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a model for coefficients of one for RGB. */
@Command(
    name = "wrap",
    description = "Makes a model that takes coefficients of any ONNX classifier of RGB pixels.",
    footer = {
      "",
      "Inverse transform, enlarged chroma, conversion to RGB and normalisation stand before",
      "the model as operators of ONNX: nothing has to be trained, and what a decoder did on",
      "the processor is done where the model runs. The model has one input of floats or",
      "bytes, [N, 3, height, width] or [N, height, width, 3], and one output, [N, classes].",
      "",
      "Examples:",
      "  ./dctstream wrap --rgb-model resnet50.onnx --mean 0.485,0.456,0.406 \\",
      "      --std 0.229,0.224,0.225 --labels imagenet.txt --out models/resnet50/1/model.onnx",
      "  ./dctstream classify --model models/resnet50/1/model.onnx photo.jpg",
    })
final class WrapCommand implements Callable<Integer> {
  @Option(
      names = "--rgb-model",
      required = true,
      paramLabel = "FILE.onnx",
      description = "A classifier of RGB pixels.")
  private Path rgbModel;

  @Option(
      names = "--range",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "The value of white before mean and deviation: ${DEFAULT-VALUE} by default, 255 for"
              + " models that take bytes as floats.")
  private double range;

  @Option(
      names = "--mean",
      paramLabel = "R,G,B",
      split = ",",
      defaultValue = "0,0,0",
      description = "Taken away from each channel; ${DEFAULT-VALUE} by default.")
  private List<Double> mean;

  @Option(
      names = "--std",
      paramLabel = "R,G,B",
      split = ",",
      defaultValue = "1,1,1",
      description = "By which each channel is then divided; ${DEFAULT-VALUE} by default.")
  private List<Double> deviation;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "The classes' names, one a line; 'class 0' and so on by default.")
  private Path labels;

  @Mixin private NewModelOptions model;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws CommandException, ExportException, ContractException, IOException {
    if (!Files.isRegularFile(rgbModel)) {
      throw new CommandException("There is no model file '%s'".formatted(rgbModel));
    }
    ModelContract contract =
        ModelWrap.wrap(
            rgbModel,
            model.out(),
            new ModelWrap.Wish(contractName(), model.version(), labels(), normalisation()));
    // As the job would open it.
    Classifier.open(model.out(), DamagePolicy.STRICT).close();
    terminal
        .out()
        .printf(
            "%s: %.1f MB, model %s version %s, %dx%d pixels, %d labels%n",
            model.out(),
            Files.size(model.out()) / 1e6,
            contract.name(),
            contract.version(),
            contract.grid().pixelWidth(),
            contract.grid().pixelHeight(),
            contract.labels().size());
    return ExitCode.OK;
  }

  private String contractName() {
    return model.name(rgbModel.getFileName().toString().replaceFirst("\\.onnx$", ""));
  }

  private Normalisation normalisation() {
    try {
      return new Normalisation(range, mean, deviation);
    } catch (IllegalArgumentException e) {
      throw terminal.misuse(e.getMessage());
    }
  }

  private List<String> labels() throws CommandException, IOException {
    try {
      return labels == null
          ? List.of()
          : Files.readAllLines(labels).stream().filter(line -> !line.isBlank()).toList();
    } catch (NoSuchFileException e) {
      throw new CommandException("There is no file of labels '%s'".formatted(labels));
    }
  }
}
