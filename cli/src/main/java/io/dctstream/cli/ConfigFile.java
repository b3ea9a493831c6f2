package io.dctstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;

/** A file of options, a {@code KEY=VALUE} or {@code KEY: VALUE} a line. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * Adds the options of a file.
   *
   * @throws CommandException if it has another form
   */
  public static void read(Path path, Configuration options) throws CommandException, IOException {
    Properties file = new Properties();
    try (Reader reader = Files.newBufferedReader(path, UTF_8)) {
      file.load(reader);
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          "The file %s holds no KEY=VALUE lines: %s".formatted(path, e.getMessage()), e);
    }
    file.stringPropertyNames()
        .forEach(key -> options.setString(key, file.getProperty(key).strip()));
  }
}
