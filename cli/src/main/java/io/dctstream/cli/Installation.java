package io.dctstream.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files are that come with the program: in a checkout that was built, or unpacked. */
public final class Installation {
  private static final Path HOME = Path.of(System.getProperty("dctstream.home", "."));
  private static final boolean CHECKOUT = Files.exists(HOME.resolve("pom.xml"));

  private Installation() {}

  /** What {@code flink run} takes. */
  public static Path jobJar() {
    return HOME.resolve(CHECKOUT ? "flink-job/target/dctstream-job.jar" : "dctstream-job.jar");
  }

  /** The folder of Flink's own jars, for clusters of processes. */
  public static Path flinkLibrary() {
    return HOME.resolve(CHECKOUT ? "flink-cluster/target/lib" : "lib/flink");
  }

  /** The folder of the models. */
  public static Path models() {
    return HOME.resolve("models");
  }
}
