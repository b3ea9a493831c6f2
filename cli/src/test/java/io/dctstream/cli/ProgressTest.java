package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final List<String> drawn = new CopyOnWriteArrayList<>();

  /** Drawn later, or again, it would show a speed that the count does not have. */
  @Test
  void countsThatAreAskedForAreDrawnAtOnceAndOnce() throws InterruptedException {
    try (Progress progress =
        new Progress(
            new ProgressBarBuilder()
                .setTaskName("images")
                .setUpdateIntervalMillis(50)
                .setConsumer(new DelegatingProgressBarConsumer(drawn::add, 100)))) {
      progress.at(20, 100, "first");
      progress.at(30, 90, "second");
      assertThat(drawn).anySatisfy(line -> assertThat(line).contains("30/90", "second"));

      Thread.sleep(500);

      assertThat(drawn).filteredOn(line -> line.contains("30/90")).hasSizeLessThanOrEqualTo(2);
    }
  }
}
