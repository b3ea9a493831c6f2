package io.dctstream.benchmarks.plan;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./dctstream bench plan}: how much hardware a rate takes. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Says how many cores, GPUs and partitions and how much network a number of images a second"
            + " takes, from the measured cost of one; docs/scaling.md explains it.")
public final class PlanCommand implements Callable<Integer> {
  @Option(
      names = "--rate",
      paramLabel = "N",
      split = ",",
      description = "Images a second. Default: ${DEFAULT-VALUE}")
  private List<Double> rates = List.of(1_000.0, 100_000.0, 10_000_000.0);

  @Option(
      names = "--image-bytes",
      paramLabel = "B",
      description = "Mean of a JPEG file. Default: ${DEFAULT-VALUE}, photographs of 500x375")
  private double imageBytes = 54_000;

  @Option(
      names = "--cores",
      paramLabel = "N",
      description = "Cores for each GPU on a machine. Default: ${DEFAULT-VALUE}")
  private int cores = 16;

  @Option(
      names = "--gigabits",
      paramLabel = "N",
      description =
          "Gigabits a second of the network, each way, for each GPU on a machine. Default:"
              + " ${DEFAULT-VALUE}")
  private double gigabits = 25;

  @Option(
      names = "--load",
      paramLabel = "SHARE",
      description = "Share of all capacities that is planned with. Default: ${DEFAULT-VALUE}")
  private double load = 0.7;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    require(rates.stream().allMatch(rate -> rate > 0), "--rate must be positive");
    require(imageBytes > 0, "--image-bytes must be positive");
    require(cores > 0 && gigabits > 0, "--cores and --gigabits must be positive");
    require(load > 0 && load <= 1, "--load must be above 0 and not above 1");
    Machine machine = new Machine(cores, gigabits, load);
    spec.commandLine().getOut().print(PlanReport.markdown(rates, imageBytes, machine));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private void require(boolean kept, String rule) {
    if (!kept) {
      throw new ParameterException(spec.commandLine(), rule);
    }
  }
}
