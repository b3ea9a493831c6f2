package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A backfill says how far it is: out of Flink's metrics, whose names follow from its operators. */
class BackfillProgressITCase {
  /** Takes longer to decode than the counts take to come. */
  private static final int SIDE = 5000;

  private static final int IMAGES = 4000;

  @TempDir private Path folder;

  @Test
  @Timeout(300)
  void howManyOfHowMany() throws IOException {
    Path large = folder.resolve("large.jpg");
    ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB), "jpg", large.toFile());
    Path archive = Files.createDirectory(folder.resolve("archive"));
    for (int i = 0; i < IMAGES; i++) {
      Files.createSymbolicLink(archive.resolve(i + ".jpg"), large);
    }

    Run run =
        Run.of(
            "backfill",
            "--from=" + archive,
            "--to=" + folder.resolve("results"),
            "--model=" + ShippedModel.SHAPES.file(),
            "--config="
                + Files.writeString(folder.resolve("one.properties"), "parallelism.default=1"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).containsPattern("images +[0-9]+% .* [1-9][0-9]*/4000 .* rejects: 0");
  }
}
