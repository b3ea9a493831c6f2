package io.dctstream.cli.cluster;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own, which can be killed and started again. */
public final class JavaProcess implements AutoCloseable {
  private final List<String> command;
  private final Map<String, String> environment;
  private final Redirect output;
  private Process process;

  /**
   * @param output receives what the program prints on both its streams
   * @param environment variables beside those of this process
   * @param arguments of {@code java}: options, main class, arguments
   */
  public JavaProcess(Redirect output, Map<String, String> environment, List<String> arguments) {
    this.output = output;
    this.environment = environment;
    this.command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
  }

  /** Starts the program; it must not run. */
  public void start() throws IOException {
    if (isAlive()) {
      throw new IllegalStateException("The process %d runs".formatted(process.pid()));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
    builder.environment().putAll(environment);
    if (process == null) { // or it would outlive this process, should that be told to end
      Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }
    process = builder.start();
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** As {@code kill -9}; returns when the process is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As {@code kill -STOP}: the process keeps what it has and does nothing. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** As {@code kill -CONT}. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  /**
   * Waits until the program ends.
   *
   * @return its exit code; that of a killed process if it took longer than the limit
   */
  public int await(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      kill();
    }
    return process.exitValue();
  }

  /** What the program has printed, if that went to a file. */
  public String output() throws IOException {
    return Files.readString(output.file().toPath());
  }

  /** Kills the program if it runs. */
  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("The process %d took no signal %s".formatted(pid(), name));
    }
  }
}
