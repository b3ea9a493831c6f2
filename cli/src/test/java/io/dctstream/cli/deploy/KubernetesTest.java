package io.dctstream.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dctstream.cli.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the manifests in k8s fit Kubernetes, its operators, each other and the build. */
class KubernetesTest {
  private static final ManifestSchemas SCHEMAS = new ManifestSchemas();

  @Test
  void everyFileIsNamedByAKustomizationAndEveryNameIsThere() throws IOException {
    Set<Path> named = new HashSet<>(Manifests.overlays());
    for (Path folder : Manifests.kustomizations()) {
      named.addAll(Manifests.named(folder));
    }
    assertThat(named).allMatch(Files::exists);

    try (Stream<Path> files = Files.walk(Manifests.FOLDER)) {
      List<Path> there =
          files
              .filter(Files::isRegularFile)
              .map(file -> file.endsWith(Manifests.KUSTOMIZATION) ? file.getParent() : file)
              .toList();
      assertThat(named).containsExactlyInAnyOrderElementsOf(there);
    }
  }

  @Test
  void manifestsHaveNoUnknownField() throws IOException {
    for (JsonNode manifest : Manifests.sources()) {
      assertThatCode(() -> SCHEMAS.check(manifest)).as(name(manifest)).doesNotThrowAnyException();
    }
  }

  /**
   * The check itself: it must refuse in each kind what {@link #manifestsHaveNoUnknownField} seeks.
   */
  @Test
  void anUnknownFieldIsRefusedInEachKindAtAnyDepth() throws IOException {
    Set<String> kinds = new TreeSet<>();
    for (JsonNode manifest : Manifests.sources()) {
      for (ObjectNode inside : typed(manifest)) {
        inside.put("replica", 1);
        assertThatThrownBy(() -> SCHEMAS.check(manifest))
            .as("%s, in %s", name(manifest), inside)
            .isInstanceOf(IllegalArgumentException.class);
        inside.remove("replica");
      }
      kinds.add(manifest.path("kind").asText());
    }
    assertThat(kinds)
        .contains("FlinkDeployment", "FlinkSessionJob", "Deployment", "Job", "Kafka", "Role");
  }

  @Test
  void aValueOfAnotherTypeIsRefused() throws IOException {
    ObjectNode gpu = (ObjectNode) source("Deployment", "dctstream-taskmanager-gpu");
    gpu.withObject("/spec").put("replicas", "one");
    assertThatThrownBy(() -> SCHEMAS.check(gpu)).hasMessageContaining("one");

    ObjectNode job = (ObjectNode) source("FlinkDeployment", "backfill");
    job.withObject("/spec/flinkConfiguration").put("taskmanager.numberOfTaskSlots", 2);
    assertThatThrownBy(() -> SCHEMAS.check(job)).hasMessageContaining("numberOfTaskSlots");
  }

  @Test
  void optionsExist() throws IOException {
    int options = 0;
    for (JsonNode manifest : Manifests.sources()) {
      for (var option : manifest.at("/spec/flinkConfiguration").properties()) {
        KnownOptions.check(option.getKey(), option.getValue().asText());
        options++;
      }
      List<String> words = texts(manifest.at("/spec/job/args"));
      for (int i = 0; i < words.size(); i += 2) {
        assertThat(words.get(i)).startsWith("--");
        KnownOptions.check(words.get(i).substring("--".length()), words.get(i + 1));
      }
    }
    assertThat(options).isGreaterThan(20);
    for (String argument :
        texts(
            source("Deployment", "dctstream-taskmanager-gpu")
                .at("/spec/template/spec/containers/0/args"))) {
      if (argument.startsWith("-D")) {
        String[] option = argument.substring("-D".length()).split("=", 2);
        KnownOptions.check(option[0], option[1]);
      }
    }
  }

  @Test
  void classesModelsAndImagesAreThoseOfTheBuild() throws Exception {
    String dockerfile = Repository.read("deploy/Dockerfile");
    Set<String> images = new TreeSet<>();
    for (JsonNode manifest : Manifests.sources()) {
      JsonNode entry = manifest.at("/spec/job/entryClass");
      if (!entry.isMissingNode()) {
        Class.forName(entry.asText()).getMethod("main", String[].class);
      }
      for (JsonNode path : manifest.findValues("dctstream.model.path")) {
        assertThat(Repository.home().resolve(path.asText().substring("/".length()))).exists();
      }
      manifest.findValuesAsText("image").forEach(images::add);
    }
    for (String image : images) {
      assertThat(image).matches("dctstream-[a-z-]+:\\d.*");
      String target = image.substring("dctstream-".length(), image.indexOf(':'));
      assertThat(dockerfile).contains(" AS " + target + "\n");
    }
    assertThat(dockerfile).contains("COPY models /opt/dctstream/models\n", "/opt/flink/lib/");
  }

  @Test
  void overlaysRenderToManifestsThatHoldTogether() throws Exception {
    assumeTrue(Manifests.canRender(), "A kubectl of version 1.21 or newer is not installed");

    for (Path overlay : Manifests.overlays()) {
      List<JsonNode> rendered = Manifests.render(overlay);
      for (JsonNode manifest : rendered) {
        assertThatCode(() -> SCHEMAS.check(manifest)).as(name(manifest)).doesNotThrowAnyException();
        if (!manifest.path("kind").asText().equals("Namespace")) {
          assertThat(manifest.at("/metadata/namespace").asText()).isEqualTo("dctstream");
        }
      }
      for (JsonNode manifest : rendered) {
        for (JsonNode claim : manifest.findValues("claimName")) {
          assertThat(has(rendered, "PersistentVolumeClaim", claim.asText()))
              .as(name(manifest))
              .isTrue();
        }
        for (String field : List.of("serviceAccount", "serviceAccountName")) {
          for (JsonNode account : manifest.findValues(field)) {
            assertThat(has(rendered, "ServiceAccount", account.asText())).isTrue();
          }
        }
        pods(manifest).forEach(KubernetesTest::checkPod);
        if (manifest.path("kind").asText().equals("FlinkSessionJob")) {
          String cluster = manifest.at("/spec/deploymentName").asText();
          assertThat(has(rendered, "FlinkDeployment", cluster)).isTrue();
        }
      }
    }
  }

  @Test
  void onlyInferenceGetsAGpu() throws Exception {
    assumeTrue(Manifests.canRender(), "A kubectl of version 1.21 or newer is not installed");

    List<JsonNode> rendered = Manifests.render(Manifests.FOLDER.resolve("overlays/gpu"));
    List<JsonNode> withGpu =
        rendered.stream().filter(m -> !m.findValues("nvidia.com/gpu").isEmpty()).toList();
    assertThat(withGpu)
        .singleElement()
        .extracting(KubernetesTest::name)
        .isEqualTo("Deployment dctstream-taskmanager-gpu");
    JsonNode gpu = withGpu.get(0).at("/spec/template/spec");
    assertThat(gpu.at("/tolerations/0/key").asText()).isEqualTo("nvidia.com/gpu");
    assertThat(texts(gpu.at("/containers/0/args"))).contains("-Dexternal-resources=gpu");
    // Its volumes and environment, but for the configuration, are those of the other TaskManagers.
    JsonNode job = find(rendered, "FlinkDeployment", "dctstream");
    assertThat(gpu.at("/containers/0/envFrom"))
        .isNotEmpty()
        .isEqualTo(job.at("/spec/podTemplate/spec/containers/0/envFrom"));
    assertThat(gpu.at("/containers/0/volumeMounts"))
        .containsAll(job.at("/spec/podTemplate/spec/containers/0/volumeMounts"));
    JsonNode options = job.at("/spec/flinkConfiguration");
    assertThat(options.path("external-resources").asText())
        .isEqualTo(options.path("dctstream.decode.resource").asText());
    assertThat(options.path("dctstream.inference.parallelism").asInt())
        .isEqualTo(withGpu.get(0).at("/spec/replicas").asInt());
    // The one who writes the volume's configuration is the operator; its name is the job's.
    assertThat(gpu.at("/volumes").findValue("configMap").path("name").asText())
        .isEqualTo("flink-config-" + job.at("/metadata/name").asText());
  }

  /**
   * Not root, a file system that nobody writes to, nothing to be had by a fault; and room asked
   * for.
   */
  private static void checkPod(JsonNode pod) {
    JsonNode security = pod.path("securityContext");
    assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(security.path("runAsUser").asInt()).isPositive();
    assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    Set<String> volumes = new HashSet<>();
    pod.path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
    List<JsonNode> containers = new ArrayList<>();
    pod.path("containers").forEach(containers::add);
    pod.path("initContainers").forEach(containers::add);
    assertThat(containers).isNotEmpty();
    for (JsonNode container : containers) {
      JsonNode own = container.path("securityContext");
      assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(own.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
      for (JsonNode mount : container.path("volumeMounts")) {
        assertThat(volumes).contains(mount.path("name").asText());
      }
      if (!container.path("name").asText().equals("flink-main-container")) { // the operator's
        assertThat(container.at("/resources/requests/cpu").isMissingNode()).isFalse();
        assertThat(container.at("/resources/requests/memory").isMissingNode()).isFalse();
      }
    }
  }

  /** The specs of pods; a Flink cluster's as the operator puts it together. */
  private static List<JsonNode> pods(JsonNode manifest) {
    return switch (manifest.path("kind").asText()) {
      case "Deployment", "Job" -> List.of(manifest.at("/spec/template/spec"));
      case "FlinkDeployment" -> {
        for (String process : List.of("jobManager", "taskManager")) {
          if (manifest.at("/spec/" + process).isObject()) {
            assertThat(manifest.at("/spec/" + process + "/resource/cpu").isNumber()).isTrue();
            assertThat(manifest.at("/spec/" + process + "/resource/memory").isTextual()).isTrue();
          }
        }
        ObjectNode pod = manifest.at("/spec/podTemplate/spec").deepCopy();
        pod.set("initContainers", manifest.at("/spec/jobManager/podTemplate/spec/initContainers"));
        yield List.of(pod);
      }
      default -> List.of();
    };
  }

  /** The objects of a manifest whose fields its kind fixes, as against maps of free keys. */
  private static List<ObjectNode> typed(JsonNode manifest) {
    List<ObjectNode> typed = new ArrayList<>();
    typed.add((ObjectNode) manifest);
    for (String path :
        List.of(
            "/metadata",
            "/rules/0",
            "/roleRef",
            "/subjects/0",
            "/spec",
            "/spec/job",
            "/spec/jobManager/resource",
            "/spec/podTemplate/spec/containers/0/securityContext",
            "/spec/template/spec/containers/0/securityContext",
            "/spec/kafka/listeners/0",
            "/spec/egress/0",
            "/spec/resources")) {
      if (manifest.at(path) instanceof ObjectNode object) {
        typed.add(object);
      }
    }
    return typed;
  }

  private static JsonNode source(String kind, String name) throws IOException {
    return find(Manifests.sources(), kind, name);
  }

  private static JsonNode find(List<JsonNode> manifests, String kind, String name) {
    return manifests.stream()
        .filter(manifest -> name(manifest).equals(kind + " " + name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean has(List<JsonNode> manifests, String kind, String name) {
    return manifests.stream().anyMatch(manifest -> name(manifest).equals(kind + " " + name));
  }

  private static String name(JsonNode manifest) {
    return manifest.path("kind").asText() + " " + manifest.at("/metadata/name").asText();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
