package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final List<String> drawn = new CopyOnWriteArrayList<>();

  @Test
  void countsThatAreAskedForAreDrawnAtOnceAndOnlyThen() throws InterruptedException {
    try (Progress progress =
        new Progress(
            new ProgressBarBuilder()
                .setTaskName("images")
                .setUpdateIntervalMillis(50)
                .setConsumer(new DelegatingProgressBarConsumer(drawn::add, 100)))) {
      progress.at(20, 100, "running");
      progress.at(30, 90, "running");
      assertThat(drawn).anySatisfy(line -> assertThat(line).contains("30/90", "running"));

      progress.at(30, 90, "restarting");
      assertThat(drawn).anySatisfy(line -> assertThat(line).contains("30/90", "restarting"));

      int lines = drawn.size();
      Thread.sleep(500);
      assertThat(drawn).as("the first line may come late").hasSizeLessThanOrEqualTo(lines + 1);
    }
  }
}
