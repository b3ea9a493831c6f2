package io.dctstream.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.benchmarks.backfill.BackfillCommand;
import io.dctstream.benchmarks.networks.NetworksCommand;
import io.dctstream.benchmarks.pipeline.PipelineCommand;
import io.dctstream.benchmarks.pipeline.SteadyCommand;
import io.dctstream.benchmarks.plan.PlanCommand;
import io.dctstream.cli.chaos.ChaosCommand;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.JpegException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./dctstream bench}: runs the comparison and prints it as a Markdown table. */
@Command(
    name = "bench",
    subcommands = {
      NetworksCommand.class,
      PipelineCommand.class,
      BackfillCommand.class,
      SteadyCommand.class,
      PlanCommand.class,
      ChaosCommand.class
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Compares decoding to coefficients with decoding to RGB, in images per second of processor"
            + " time on one thread. Takes about three minutes.")
public final class Bench implements Callable<Integer> {
  @Option(
      names = "--pictures",
      paramLabel = "SET",
      split = ",",
      description = {
        "WIDTHxHEIGHT-qQUALITY for drawn pictures, a folder of JPEGs as they are, or",
        "FOLDER:WIDTHxHEIGHT-qQUALITY for those scaled and written anew; may be repeated.",
        "Default: 224x224-q75,224x224-q90,500x375-q90,1920x1080-q90; with --bytes the network's"
            + " size at q75, q90 and q100"
      })
  private List<String> pictures;

  @Option(
      names = "--bytes",
      description =
          "Measure no speed, but how many bytes a picture takes in each form. Pictures of folders"
              + " without a size are scaled to the network's and written at q75, q90 and q100.")
  private boolean bytes;

  @Option(
      names = "--network-size",
      paramLabel = "PIXELS",
      description =
          "Side of the network's input for --bytes, a multiple of 16. Default: ${DEFAULT-VALUE}")
  private int networkSize = DecodeBenchmark.GRID.pixelWidth();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = {
        "Measure all N times, each time in new JVMs, and take medians: more where other programs"
            + " run.",
        "Default: ${DEFAULT-VALUE}"
      })
  private int rounds = 1;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write all of JMH's results there.")
  private Path json;

  private static final List<String> SPEED_PICTURES =
      List.of("224x224-q75", "224x224-q90", "500x375-q90", "1920x1080-q90");

  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command, which answers a wrong option or picture with one sentence. */
  public static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              command.getErr().println(e.getMessage());
              return ExitCode.SOFTWARE;
            })
        .setParameterExceptionHandler(
            (e, args) -> {
              e.getCommandLine().getErr().println(e.getMessage());
              return ExitCode.USAGE;
            });
  }

  @Override
  public Integer call() throws RunnerException, IOException, JpegException {
    BlockGrid grid = grid();
    if (pictures == null) {
      pictures = bytes ? SizeReport.drawn(grid) : SPEED_PICTURES;
    }
    check();
    if (bytes) {
      print(SizeReport.markdown(pictures, grid));
      return ExitCode.OK;
    }
    Collection<RunResult> results = Measurement.run(pictures, rounds, spec.commandLine().getErr());
    if (json != null) {
      write(results);
    }
    print(Report.markdown(results));
    return ExitCode.OK;
  }

  private BlockGrid grid() {
    try {
      return BlockGrid.ofPixels(networkSize);
    } catch (IllegalArgumentException e) {
      throw refusal("--network-size: " + e.getMessage());
    }
  }

  private void print(String table) {
    spec.commandLine().getOut().print(table);
    spec.commandLine().getOut().flush();
  }

  /** Finds now what would otherwise come to light after minutes of measuring. */
  private void check() {
    if (rounds < 1) {
      throw refusal("--rounds must be at least 1, not " + rounds);
    }
    if (json != null && !Files.isDirectory(json.toAbsolutePath().getParent())) {
      throw refusal("The folder of --json %s does not exist; create it first".formatted(json));
    }
    for (String set : pictures) {
      try {
        PictureSet.of(set);
      } catch (IOException | IllegalArgumentException e) {
        throw refusal(
            "'%s' is neither WIDTHxHEIGHT-qQUALITY, nor a folder with .jpg files, nor both: %s"
                .formatted(set, e.getMessage()));
      }
    }
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void write(Collection<RunResult> results) throws IOException {
    try (PrintStream out = new PrintStream(Files.newOutputStream(json), false, UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
  }
}
