package io.dctstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of the repository, for tests of those that no module owns. */
public final class Repository {
  private Repository() {}

  public static Path home() {
    return Path.of(System.getProperty("dctstream.home"));
  }

  /**
   * A text file.
   *
   * @param path relative to the repository's root
   */
  public static String read(String path) throws IOException {
    return Files.readString(home().resolve(path));
  }

  public static JsonNode json(String path) throws IOException {
    return new JsonMapper().readTree(read(path));
  }

  /** A file of one YAML document; anchors and merge keys are resolved. */
  public static JsonNode yaml(String path) {
    try {
      return documents(read(path)).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The documents of a YAML text, in the same way. */
  public static List<JsonNode> documents(String yaml) {
    List<JsonNode> documents = new ArrayList<>();
    JsonMapper json = new JsonMapper();
    new Yaml(new SafeConstructor(new LoaderOptions()))
        .loadAll(yaml)
        .forEach(document -> documents.add(json.valueToTree(document)));
    return documents;
  }
}
