package io.dctstream.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.cli.Run;
import io.dctstream.samples.Damage;
import io.dctstream.samples.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The backfill out of the job jar, on a cluster of processes that know nothing but Flink. */
class BackfillJarITCase {
  private static final int PICTURES = 40;
  private static final int WAITS = 300;
  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

  @TempDir private Path folder;

  @Test
  void runsOnAClusterThatSaysHowFarItIs() throws Exception {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    SampleImages samples = new SampleImages(9);
    for (int i = 0; i < PICTURES; i++) {
      byte[] jpeg = samples.draw(i).jpeg();
      Files.write(archive.resolve(i + ".jpg"), i == 7 ? Damage.TRUNCATED.apply(jpeg, 1) : jpeg);
    }
    Path results = folder.resolve("results");
    try (SessionCluster cluster =
        SessionCluster.start(
            new ClusterSettings(
                folder.resolve("cluster"), 0, List.of("one"), 2, List.of(), Map.of()))) {
      String submitted =
          cluster.flink(
              List.of(
                  "run",
                  "-d",
                  "-c",
                  "io.dctstream.job.backfill.BackfillJob",
                  TestJob.jar().toString(),
                  "--dctstream.backfill.from",
                  archive.toString(),
                  "--dctstream.backfill.to",
                  results.toString(),
                  "--dctstream.backfill.format",
                  "parquet",
                  "--dctstream.model.path",
                  Path.of("../models/shapes/1/model.onnx").toAbsolutePath().toString()));
      Matcher job = JOB_ID.matcher(submitted);
      assertThat(job.find()).as(submitted).isTrue();

      assertThat(finalStatus(cluster, job.group(1)))
          .startsWith("finished for ")
          .endsWith(" s: 40 of 40 images, 1 rejects, 100.0 %");
      assertThat(files(results.resolve("predictions")))
          .isNotEmpty()
          .allMatch(name -> name.matches("part-.*\\.parquet"));
      assertThat(files(results.resolve("rejects"))).hasSize(1);
      Run unknown =
          Run.of("backfill", "--status=" + "0".repeat(32), "--cluster=" + cluster.webInterface());
      assertThat(unknown.exitCode()).isNotZero();
      assertThat(unknown.err()).hasLineCount(1).contains("check the job's id");
    }
  }

  private static String finalStatus(SessionCluster cluster, String job)
      throws InterruptedException {
    Run status = null;
    for (int i = 0; i < WAITS; i++) {
      status = Run.of("backfill", "--status=" + job, "--cluster=" + cluster.webInterface());
      if (status.exitCode() != 0 || !status.out().matches("(initializing|created|running) .*")) {
        return status.out() + status.err();
      }
      Thread.sleep(200);
    }
    return "still " + status;
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
