package io.dctstream.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.cli.ShippedModel;
import io.dctstream.cli.chaos.ChaosPlan.Victim;
import io.dctstream.cli.cluster.TestJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./dctstream bench chaos}. */
class ChaosITCase {
  @Test
  void eachImageComesBackOnceThoughEveryKindOfProcessIsKilled(@TempDir Path directory)
      throws Exception {
    Path jar = TestJob.jar();
    ChaosPlan plan =
        new ChaosPlan(
            1000,
            List.of(Victim.TASK_MANAGER, Victim.BROKER, Victim.JOB_MANAGER),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10));
    try (Chaos chaos =
        Chaos.start(directory, jar, ShippedModel.SHAPES.file(), TestJob.SHORT_LIVED)) {
      ChaosReport report = chaos.run(plan, System.out::println);
      System.out.println(report.markdown());

      assertThat(report.faults()).isEmpty();
      assertThat(report.predictions()).isEqualTo(990);
      assertThat(report.rejects()).isEqualTo(10);
      assertThat(report.recoveries()).hasSameSizeAs(plan.victims());
    }
  }
}
