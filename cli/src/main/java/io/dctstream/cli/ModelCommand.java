package io.dctstream.cli;

import io.dctstream.contract.ContractException;
import io.dctstream.contract.ModelContract;
import io.dctstream.export.ModelFile;
import io.dctstream.export.precision.Precision;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.TensorLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what a model file promises. */
@Command(
    name = "model",
    description = "Says in words what a model file promises and costs.",
    footer = {
      "",
      "The file is opened in ONNX Runtime, too: one whose graph breaks its contract is",
      "refused, as the job would refuse it.",
      "",
      "Example:",
      "  ./dctstream model models/flowers/1/model.onnx",
    })
final class ModelCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A model written by 'export'.")
  private Path file;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws CommandException, ContractException, IOException {
    ModelContract contract;
    try (Classifier opened = Classifier.open(file, DamagePolicy.STRICT)) {
      contract = opened.contract();
    }
    ModelFile model = ModelFile.read(file);
    line("model", "%s version %s", contract.name(), contract.version());
    line("tells apart", "%s", String.join(", ", contract.labels()));
    line("images", "%s", fit(contract));
    line("inputs", "%s", inputs(contract.layout(), model.precision()));
    line("outputs", "logits and scores, float32 [N, %d]", contract.labels().size());
    line("parameters", "%,d, %s", model.parameters(), numbers(model.precision()));
    if (model.multiplyAccumulates().isPresent()) {
      line(
          "computes", "%,d multiply-accumulates an image", model.multiplyAccumulates().getAsLong());
    }
    line("file", "%,d bytes, ONNX operator set %d", model.bytes(), model.operatorSet());
    line("training", "%s", contract.training());
    return ExitCode.OK;
  }

  private void line(String name, String words, Object... values) {
    terminal.out().printf("%-12s %s%n", name, String.format(Locale.ROOT, words, values));
  }

  private static String fit(ModelContract contract) {
    BlockGrid grid = contract.grid();
    String size = "%dx%d pixels".formatted(grid.pixelWidth(), grid.pixelHeight());
    return switch (contract.fit()) {
      case RESIZE -> "of any size, whose middle becomes " + size;
      case CROP -> "of " + size + " at least, whose middle is taken";
      case EXACT -> "of exactly " + size;
    };
  }

  private static String numbers(Precision precision) {
    return switch (precision) {
      case FP32 -> "float32";
      case FP16 -> "float16";
      case INT8 -> "most of them bytes, computed with as such";
    };
  }

  private static String inputs(TensorLayout layout, Precision precision) {
    BlockGrid grid = layout.grid();
    return "%s coefficients, y [N, %d, %d, %d], cb and cr [N, %d, %d, %d]"
        .formatted(
            precision == Precision.FP16 ? "float16" : "float32",
            layout.lumaFrequencies(),
            grid.height(),
            grid.width(),
            layout.chromaFrequencies(),
            grid.chromaHeight(),
            grid.chromaWidth());
  }
}
