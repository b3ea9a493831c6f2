package io.dctstream.cli;

import io.dctstream.export.ExportException;
import io.dctstream.export.ExportReport;
import io.dctstream.export.ExportRequest;
import io.dctstream.export.FrontEnd;
import io.dctstream.export.ModelExport;
import io.dctstream.export.precision.Lowered;
import io.dctstream.export.precision.Precision;
import io.dctstream.train.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a trained network as ONNX. */
@Command(
    name = "export",
    description = "Writes a trained network as one ONNX file that carries its contract.",
    footer = {
      "",
      "The file is written only if ONNX Runtime computes on real pictures what DL4J",
      "computes. The job looks for models as NAME/VERSION/model.onnx.",
      "",
      "Example:",
      "  ./dctstream export --model shapes --name shapes --model-version 2 \\",
      "      --out models/shapes/2/model.onnx",
    })
final class ExportCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Folder of a training.")
  private Path folder;

  @Mixin private NewModelOptions model;

  @Option(
      names = "--front-end",
      paramLabel = "dct",
      description =
          "Put an inverse transform before a network that reads pixels, so that it takes"
              + " coefficients as the others do.")
  private FrontEnd frontEnd;

  @Option(
      names = "--precision",
      paramLabel = "fp32|fp16|int8",
      defaultValue = "fp32",
      description =
          "fp16 is for devices that compute with 16-bit floats; int8 is faster"
              + " on a processor and needs --calibration. ${DEFAULT-VALUE} by default.")
  private Precision precision;

  @Option(
      names = "--calibration",
      paramLabel = "DIR",
      description =
          "Folder of JPEG images like those that the model will be given, to see which values the"
              + " bytes of int8 must stand for. Those that the network was trained on will do.")
  private Path calibration;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws TrainingException, ExportException, IOException {
    ExportReport report =
        ModelExport.export(
            new ExportRequest(
                folder,
                model.out(),
                model.name(folder.toAbsolutePath().normalize().getFileName().toString()),
                model.version(),
                Optional.ofNullable(frontEnd),
                precision,
                Optional.ofNullable(calibration)));
    terminal
        .out()
        .printf(
            "%s: %.1f MB, model %s version %s, %s blocks, %d labels%n",
            report.request().file(),
            report.bytes() / 1e6,
            report.contract().name(),
            report.contract().version(),
            report.contract().grid(),
            report.contract().labels().size());
    terminal
        .out()
        .printf(
            "ONNX Runtime and DL4J agree on %d pictures; their logits differ by at most %.1e%n",
            report.imagesChecked(), report.maxDifference());
    if (precision != Precision.FP32) {
      print(report.lowered(), report.imagesSeen());
    }
    return ExitCode.OK;
  }

  private void print(Lowered lowered, int images) {
    terminal
        .out()
        .printf(
            "In %s %.1f %% of %d images have the same first label; their logits are off by %.1f"
                + " %%%n",
            precision.words(), 100 * lowered.agreement(), images, 100 * lowered.error());
    if (!lowered.inFloats().isEmpty()) {
      terminal
          .out()
          .printf(
              "%d layers lose too much and stay in 32-bit floats: %s%n",
              lowered.inFloats().size(), String.join(", ", lowered.inFloats()));
    }
  }
}
