package io.dctstream.cli.demo;

import io.dctstream.cli.Classifier;
import io.dctstream.cli.CommandException;
import io.dctstream.cli.CtrlC;
import io.dctstream.cli.ModelOption;
import io.dctstream.cli.ShippedModel;
import io.dctstream.cli.Terminal;
import io.dctstream.cli.traffic.DrawnPictures;
import io.dctstream.cli.traffic.FolderPictures;
import io.dctstream.cli.traffic.Pictures;
import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.DamagePolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole job at work. */
@Command(
    name = "demo",
    description =
        "Sends pictures through Kafka and the job on Flink, all in this process, and holds the"
            + " results to what was sent.",
    footer = {
      "",
      "Without --model, models/shapes/1/model.onnx, which knows the drawn pictures.",
      "Without --images the pictures are drawn, and one in a hundred is damaged on",
      "purpose: it must come out as a reject, for the right reason. The exit code is 0",
      "only if every picture came out exactly once.",
      "",
      "The live page shows it at work. Who has it open when the demo ends keeps it until",
      "he closes it or presses Ctrl-C.",
      "",
      "Examples:",
      "  ./dctstream demo",
      "  ./dctstream demo --count 500 --report report.json",
      "  ./dctstream demo --images photos --model photos.onnx",
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int DRAWN = 2000;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "A folder of JPEG files; a sub-folder's name is the label of the files in it.")
  private Path images;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many pictures to send: 2000 drawn ones or all of the folder by default.")
  private Integer count;

  @Mixin private ModelOption model;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks of the job; one a core by default.")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where the live page is served; any free port by default.")
  private int webPort;

  @Option(names = "--report", paramLabel = "FILE", description = "Write the figures as JSON, too.")
  private Path report;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws Exception { // as a job's submission
    terminal.requireAtLeastOne("--count", count == null ? DRAWN : count);
    terminal.requireAtLeastOne("--parallelism", parallelism);
    Path file = model.or(ShippedModel.SHAPES);
    ModelContract contract;
    try (Classifier classifier = Classifier.open(file, DamagePolicy.STRICT)) {
      contract = classifier.contract();
    }
    try (CtrlC ctrlC = CtrlC.listen()) {
      Demo demo = new Demo(pictures(), file, contract, parallelism, webPort);
      DemoReport figures = demo.run(terminal, ctrlC);
      if (report != null) {
        figures.write(report);
      }
      requireNone(demo.faults());
    }
    return ExitCode.OK;
  }

  private Pictures pictures() throws CommandException, IOException {
    return images == null
        ? new DrawnPictures(count == null ? DRAWN : count)
        : new FolderPictures(images, count == null ? Integer.MAX_VALUE : count);
  }

  private static void requireNone(List<String> faults) throws CommandException {
    if (!faults.isEmpty()) {
      throw new CommandException(
          "%d results are wrong, the first one: %s".formatted(faults.size(), faults.get(0)));
    }
  }
}
