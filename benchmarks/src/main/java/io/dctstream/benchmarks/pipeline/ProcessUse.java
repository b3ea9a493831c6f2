package io.dctstream.benchmarks.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What processes take of the machine. */
public final class ProcessUse {
  private ProcessUse() {}

  /** Seconds of processors that this process has used. */
  static double cpuSeconds() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  /** Seconds of processors that another process has used; 0 if the system does not say. */
  public static double cpuSeconds(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(time -> time.toNanos() / 1e9)
        .orElse(0.0);
  }

  /** MiB of memory that this process holds, where the system says so. */
  static OptionalLong residentMebibytes() throws IOException {
    return residentMebibytes(ProcessHandle.current().pid());
  }

  /** MiB of memory that a process holds, where the system says so; nothing when it has ended. */
  public static OptionalLong residentMebibytes(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst();
    } catch (NoSuchFileException | UncheckedIOException e) {
      return OptionalLong.empty();
    }
  }
}
