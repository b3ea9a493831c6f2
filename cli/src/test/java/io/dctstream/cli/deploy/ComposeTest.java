package io.dctstream.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.dctstream.cli.Repository;
import io.dctstream.job.StreamJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** That docker-compose.yml, and what it mounts, fit each other and the build. */
class ComposeTest {
  private static final Path DOCKER_COMPOSE = Path.of("/usr/bin/docker-compose");
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

  private final JsonNode compose = Repository.yaml("docker-compose.yml");
  private final JsonNode services = compose.path("services");

  @Test
  void isAcceptedByDockerCompose() throws Exception {
    assumeTrue(
        Files.isExecutable(DOCKER_COMPOSE), "It is not installed: apt-get install docker-compose");

    for (List<String> options :
        List.of(List.<String>of(), List.of("--env-file", "deploy/gpu.env"))) {
      List<String> command = new ArrayList<>(List.of(DOCKER_COMPOSE.toString()));
      command.addAll(options);
      command.addAll(List.of("config", "--quiet"));
      Process process =
          new ProcessBuilder(command)
              .directory(Repository.home().toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    }
  }

  @Test
  void setsOnlyOptionsThatExist() {
    for (JsonNode service : services) {
      options(service).forEach(KnownOptions::check);
    }
    Map<String, String> job = options(services.path("jobmanager"));
    assertThat(job)
        .containsKeys(
            "dctstream.kafka.bootstrap-servers",
            "dctstream.kafka.input-topic",
            "dctstream.kafka.output-topic",
            "dctstream.kafka.rejects-topic",
            "dctstream.model.path");
  }

  @Test
  void startsTheJobOnTheGpuWithOptionsThatExist() throws IOException {
    String args =
        Files.readAllLines(Repository.home().resolve("deploy/gpu.env")).stream()
            .filter(line -> line.startsWith("DCTSTREAM_ARGS="))
            .map(line -> line.substring("DCTSTREAM_ARGS=".length()))
            .findFirst()
            .orElseThrow();
    String[] words = args.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      KnownOptions.check(words[i].substring("--".length()), words[i + 1]);
    }
    assertThat(options(services.path("taskmanager-gpu")))
        .containsEntry("external-resources", "gpu");
    assertThat(options(services.path("taskmanager"))).containsEntry("external-resources", "decode");
  }

  @Test
  void namesTheClassAndTheModelThatTheImageHolds() throws IOException {
    assertThat(services.at("/jobmanager/command").asText())
        .startsWith("standalone-job --job-classname " + StreamJob.class.getName() + " ");
    String model = options(services.path("jobmanager")).get("dctstream.model.path");
    assertThat(model).startsWith("/opt/dctstream/models/");
    assertThat(Repository.home().resolve(model.substring("/opt/dctstream/".length()))).exists();
    assertThat(Repository.read("deploy/Dockerfile"))
        .contains("COPY models /opt/dctstream/models\n", "dctstream-job.jar /opt/flink/lib/");
  }

  @Test
  void mountsOnlyWhatIsThere() {
    for (JsonNode service : services) {
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asText().split(":", -1)[0];
        if (source.startsWith(".")) {
          assertThat(Repository.home().resolve(source)).exists();
        } else {
          assertThat(compose.path("volumes").has(source)).as(source).isTrue();
        }
      }
    }
  }

  @Test
  void buildsTargetsOfTheDockerfile() throws IOException {
    String dockerfile = Repository.read("deploy/Dockerfile");
    for (JsonNode service : services) {
      JsonNode build = service.path("build");
      if (!build.isMissingNode()) {
        assertThat(build.path("dockerfile").asText()).isEqualTo("deploy/Dockerfile");
        assertThat(dockerfile).contains(" AS " + build.path("target").asText() + "\n");
      }
    }
  }

  @Test
  void pinsEveryImageAndFlinkAndKafkaAtTheVersionsOfTheBuild() throws IOException {
    String pom = Repository.read("pom.xml");
    List<String> images = new ArrayList<>();
    services.forEach(service -> images.add(service.path("image").asText()));
    Repository.read("deploy/Dockerfile")
        .lines()
        .filter(line -> line.startsWith("FROM "))
        .forEach(line -> images.add(line.split(" ", -1)[1]));
    for (String image : images) {
      assertThat(image).matches("dctstream-(job|job-gpu|cli)|.+:v?\\d.*");
      if (image.startsWith("flink:")) {
        assertThat(pom)
            .contains("<flink.version>" + image.split("[:-]", -1)[1] + "</flink.version>");
      } else if (image.startsWith("apache/kafka:")) {
        assertThat(pom).contains("<kafka.version>" + image.split(":", -1)[1] + "</kafka.version>");
      }
    }
    assertThat(images).anyMatch(image -> image.startsWith("flink:"));
  }

  @Test
  void usesPortsAndNamesThatServicesHave() throws IOException {
    JsonNode scraped =
        Repository.yaml("deploy/prometheus/prometheus.yml")
            .at("/scrape_configs/0/dns_sd_configs/0");
    for (JsonNode name : scraped.path("names")) {
      Map<String, String> options = options(services.path(name.asText()));
      assertThat(options)
          .containsEntry("metrics.reporter.prom.port", scraped.path("port").asText());
    }
    JsonNode source =
        Repository.yaml("deploy/grafana/provisioning/datasources/prometheus.yml")
            .at("/datasources/0");
    assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
    assertThat(services.has("prometheus")).isTrue();
    JsonNode provider =
        Repository.yaml("deploy/grafana/provisioning/dashboards/dctstream.yml").at("/providers/0");
    String dashboards = provider.at("/options/path").asText();
    assertThat(texts(services.at("/grafana/volumes")))
        .contains("./deploy/grafana/dashboards:" + dashboards + ":ro");
    assertThat(
            services.at("/grafana/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH").asText())
        .startsWith(dashboards + "/");
  }

  /** What a service sets in FLINK_PROPERTIES, with the defaults of variables. */
  private static Map<String, String> options(JsonNode service) {
    Map<String, String> options = new TreeMap<>();
    for (String line : service.at("/environment/FLINK_PROPERTIES").asText().split("\n", -1)) {
      if (!line.isBlank()) {
        Matcher variables = DEFAULT.matcher(line);
        String[] parts = variables.replaceAll("$1").split(": ", 2);
        options.put(parts[0], parts[1]);
      }
    }
    return options;
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(list.elements(), 0), false)
        .map(JsonNode::asText)
        .toList();
  }
}
