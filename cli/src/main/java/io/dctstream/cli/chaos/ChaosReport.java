package io.dctstream.cli.chaos;

import java.util.List;
import java.util.Locale;

/**
 * What became of the images.
 *
 * @param images that were sent
 * @param predictions that were committed
 * @param rejects that were committed
 * @param faults what was lost, repeated or wrong, a sentence each; must be empty
 * @param recoveries in their order
 * @param seconds from the beginning of the run to the last result
 */
public record ChaosReport(
    int images,
    int predictions,
    int rejects,
    List<String> faults,
    List<Recovery> recoveries,
    double seconds) {
  private static final int FAULTS_SHOWN = 10;

  /** The report as Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("| killed with -9 | after | committing again after |\n|---|---|---|\n");
    for (Recovery recovery : recoveries) {
      text.append(
          "| %s | %.0f s | %.1f s |\n"
              .formatted(recovery.killed().words(), recovery.at(), recovery.seconds()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "\n%,d images in %.0f s: %,d predictions + %,d rejects. %s\n",
            images,
            seconds,
            predictions,
            rejects,
            faults.isEmpty()
                ? "Each came back exactly once."
                : "%d are wrong:".formatted(faults.size())));
    faults.stream()
        .limit(FAULTS_SHOWN)
        .forEach(fault -> text.append("- ").append(fault).append('\n'));
    return text.toString();
  }
}
