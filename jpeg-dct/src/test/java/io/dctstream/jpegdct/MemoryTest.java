package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Resident memory stays as it is while good and bad pictures come and go; a million of them with
 * {@code -Ddctstream.soak.decodes=1000000} in the JVM of the test.
 */
class MemoryTest {
  private static final int DECODES = Integer.getInteger("dctstream.soak.decodes", 100_000);

  /** What a JVM takes for itself meanwhile; a leak of 200 bytes a picture takes twice that. */
  private static final long NOISE_KIB = 5 << 10;

  @TempDir Path folder;

  @Test
  void residentMemoryIsFlat() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/statm")), "skipped: there is no /proc");
    Path output = folder.resolve("soak.txt");
    Process soak =
        new ProcessBuilder(Soak.command(DECODES))
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      // libjpeg's pools also become slow when they leak.
      assertThat(soak.waitFor(DECODES / 1000, TimeUnit.SECONDS)).as("ends in time").isTrue();
    } finally {
      soak.destroyForcibly().waitFor();
    }
    assertThat(soak.exitValue()).isZero();

    List<Long> resident =
        Files.readAllLines(output).stream()
            .map(line -> Long.valueOf(line.split(" ", -1)[1]))
            .toList();

    assertThat(resident).hasSize(10);
    // The least of some: the buffers of closed decoders stay until they are collected.
    assertThat(Collections.min(resident.subList(7, 10)))
        .as("KiB at each tenth of the way: %s", resident)
        .isLessThan(Collections.min(resident.subList(1, 4)) + NOISE_KIB);
  }
}
