package io.dctstream.cli.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dctstream.cli.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder k8s: its kustomizations, its manifests, and what kubectl makes of an overlay. */
final class Manifests {
  static final Path FOLDER = Repository.home().resolve("k8s");
  static final String KUSTOMIZATION = "kustomization.yaml";

  private Manifests() {}

  /** The folders with a kustomization. */
  static List<Path> kustomizations() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.endsWith(KUSTOMIZATION))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  static List<Path> overlays() throws IOException {
    return kustomizations().stream()
        .filter(folder -> folder.getParent().endsWith("overlays"))
        .toList();
  }

  /** What a kustomization builds on and changes: files and folders. */
  static List<Path> named(Path folder) {
    JsonNode kustomization = Repository.documents(read(folder.resolve(KUSTOMIZATION))).get(0);
    List<Path> named = new ArrayList<>();
    for (String list : List.of("resources", "components")) {
      kustomization.path(list).forEach(name -> named.add(folder.resolve(name.asText())));
    }
    kustomization
        .path("patches")
        .forEach(patch -> named.add(folder.resolve(patch.at("/path").asText())));
    return named.stream().map(Path::normalize).toList();
  }

  /** All manifests and parts of some, as they are written; lists of single changes are left out. */
  static List<JsonNode> sources() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") && !file.endsWith(KUSTOMIZATION))
          .sorted()
          .flatMap(file -> Repository.documents(read(file)).stream())
          .filter(JsonNode::isObject)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is a kubectl that knows components, as Debian's does not yet. */
  static boolean canRender() throws IOException, InterruptedException {
    return Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")))
        && kubectl("version", "--client").contains("Kustomize Version: v");
  }

  /** What {@code kubectl apply -k} would send. */
  static List<JsonNode> render(Path folder) throws IOException, InterruptedException {
    return Repository.documents(kubectl("kustomize", folder.toString()));
  }

  private static String kubectl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add(0, "kubectl");
    Path errors = Files.createTempFile("kubectl", ".log");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
      return said;
    } finally {
      Files.delete(errors);
    }
  }
}
