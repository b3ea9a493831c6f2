package io.dctstream.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.cli.chaos.ChaosPlan.Victim;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./dctstream bench chaos}. */
class ChaosITCase {
  private static final Path JAR = Path.of("../flink-job/target/dctstream-job.jar").toAbsolutePath();

  @Test
  void eachImageComesBackOnceThoughEveryKindOfProcessIsKilled(@TempDir Path directory)
      throws Exception {
    Assumptions.assumeTrue(Files.exists(JAR), "There is no job jar yet; `mvn package` builds it");
    ChaosPlan plan =
        new ChaosPlan(
            1000,
            List.of(Victim.TASK_MANAGER, Victim.BROKER, Victim.JOB_MANAGER),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10));
    try (Chaos chaos = Chaos.start(directory, JAR, Path.of("../models/shapes/1/model.onnx"))) {
      ChaosReport report = chaos.run(plan, System.out::println);
      System.out.println(report.markdown());

      assertThat(report.faults()).isEmpty();
      assertThat(report.predictions()).isEqualTo(990);
      assertThat(report.rejects()).isEqualTo(10);
      assertThat(report.recoveries()).hasSameSizeAs(plan.victims());
    }
  }
}
