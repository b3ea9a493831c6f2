package io.dctstream.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  /** Starts another one, says which process that is, and waits as it does. */
  static final class Sleeper {
    private Sleeper() {}

    public static void main(String[] args) throws Exception { // as starting a process
      if (args.length > 0) {
        JavaProcess child = sleeper(Redirect.DISCARD);
        child.start();
        System.out.println(child.pid());
      }
      Thread.sleep(PATIENCE.toMillis());
    }
  }

  @Test
  @Timeout(60)
  void whoIsToldToEndLeavesNoProcessBehind() throws Exception { // as starting a process
    Path output = folder.resolve("out");
    try (JavaProcess parent = sleeper(Redirect.to(output.toFile()), "with a child")) {
      parent.start();
      while (!Files.exists(output) || !Files.readString(output).endsWith("\n")) {
        Thread.sleep(20);
      }
      Optional<ProcessHandle> child =
          ProcessHandle.of(Long.parseLong(Files.readString(output).strip()));
      assertThat(child).hasValueSatisfying(process -> assertThat(process.isAlive()).isTrue());

      ProcessHandle.of(parent.pid()).orElseThrow().destroy();

      parent.await(PATIENCE);
      child.get().onExit().get(5, TimeUnit.SECONDS);
    }
  }

  private static JavaProcess sleeper(Redirect output, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("-cp", System.getProperty("java.class.path"), Sleeper.class.getName()));
    command.addAll(List.of(arguments));
    return new JavaProcess(output, Map.of(), command);
  }
}
