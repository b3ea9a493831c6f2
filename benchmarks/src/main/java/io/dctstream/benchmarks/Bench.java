package io.dctstream.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
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
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Compares decoding to coefficients with decoding to RGB, in images per second of processor"
            + " time on one thread. Takes about two minutes.")
public final class Bench implements Callable<Integer> {
  @Option(
      names = "--pictures",
      paramLabel = "SET",
      split = ",",
      description = {
        "WIDTHxHEIGHT-qQUALITY for drawn pictures or a folder of JPEGs; may be repeated.",
        "Default: 224x224-q75,224x224-q90,640x480-q90"
      })
  private List<String> pictures = List.of("224x224-q75", "224x224-q90", "640x480-q90");

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

  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command, which answers a wrong option with one sentence. */
  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setParameterExceptionHandler(
            (e, args) -> {
              e.getCommandLine().getErr().println(e.getMessage());
              return ExitCode.USAGE;
            });
  }

  @Override
  public Integer call() throws RunnerException, IOException {
    for (String set : pictures) {
      check(set);
    }
    List<RunResult> results = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (String set : pictures) {
        for (String way : Report.WAYS) {
          spec.commandLine().getErr().printf("round %d of %d: %s of %s%n", round, rounds, way, set);
          results.addAll(new Runner(options(set, way)).run());
        }
      }
    }
    if (json != null) {
      write(results);
    }
    spec.commandLine().getOut().print(Report.markdown(results));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void check(String set) {
    try {
      PictureSet.of(set);
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          "'%s' is neither WIDTHxHEIGHT-qQUALITY nor a folder with .jpg files: %s"
              .formatted(set, e.getMessage()),
          e);
    }
  }

  private static Options options(String set, String way) {
    return new OptionsBuilder()
        .include(Pattern.quote(DecodeBenchmark.class.getName() + "." + way) + "$")
        .param("pictures", set)
        .addProfiler(CpuProfiler.class)
        .addProfiler(GCProfiler.class)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .jvmArgsAppend("-Xmx1g", "-Djava.awt.headless=true")
        .forks(1)
        .warmupIterations(3)
        .warmupTime(TimeValue.milliseconds(800))
        .measurementIterations(7)
        .measurementTime(TimeValue.milliseconds(400))
        .build();
  }

  private void write(Collection<RunResult> results) throws IOException {
    try (PrintStream out = new PrintStream(Files.newOutputStream(json), false, UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
  }
}
