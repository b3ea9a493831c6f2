package io.dctstream.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.distribution.Scratch.Result;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of deploy/Dockerfile, in folders that stand for the images. */
class ImagesITCase {
  @TempDir private Path folder;

  @Test
  void theCommandLineRunsWithWhatItsImageHolds() throws Exception {
    Path home = dryRun("cli").resolve("opt/dctstream");

    Result classified =
        new Scratch(folder)
            .run(
                "%1$s/dctstream draw --count 1 --out drawn && %1$s/dctstream classify --model %1$s/models/shapes/1/model.onnx drawn/*/*.jpg"
                    .formatted(home),
                120,
                Map.of());

    assertThat(classified.status()).as(classified.output()).isZero();
  }

  @Test
  void theJobLiesWhereFlinkLoadsItFrom() throws Exception {
    Path root = dryRun("job");

    assertThat(root.resolve("opt/flink/lib/dctstream-job.jar")).isNotEmptyFile();
    assertThat(root.resolve("opt/dctstream/models/flowers/1/model.onnx")).isNotEmptyFile();
  }

  private Path dryRun(String stage) throws Exception {
    Path root = folder.resolve(stage);
    Result steps =
        new Scratch(folder)
            .run(
                "%s %s %s".formatted(Page.CHECKOUT.resolve("deploy/dry-run"), stage, root),
                120,
                Map.of());
    assertThat(steps.status()).as(steps.output()).isZero();
    return root;
  }
}
