package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.cli.embedded.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user can get wrong is named in one sentence, without a stack trace. */
class BadInputITCase {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"demo", "classify", "stream", "dct", "train", "evaluate", "export"})
  void unknownOption(String command) {
    assertFails(Run.of(command, "--colour"), 2, "no option '--colour'", command + " --help");
  }

  @Test
  void missingFolder() {
    Path missing = folder.resolve("missing");
    assertFails(Run.of("demo", "--images", missing), 1, missing.toString());
    assertFails(Run.of("train", "--data", missing, "--out", folder), 1, missing.toString());
    assertFails(
        Run.of("evaluate", "--model", ShippedModel.SHAPES.file(), "--data", missing),
        1,
        missing.toString());
    assertFails(
        Run.of("export", "--model", missing, "--out", folder.resolve("x.onnx")),
        1,
        missing.toString());
  }

  @Test
  void emptyFolder() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertFails(Run.of("demo", "--images", empty), 1, empty.toString());
    assertFails(Run.of("train", "--data", empty, "--out", folder), 1, empty.toString());
  }

  @Test
  void numbersThatCannotBe() {
    assertFails(Run.of("demo", "--count", 0), 2, "--count is at least 1, not 0");
    assertFails(Run.of("demo", "--count", "many"), 2, "--count", "many");
    assertFails(Run.of("train", "--generated", "--out", folder, "--width", -1), 2, "width", "-1");
    assertFails(Run.of("train", "--generated", "--out", folder, "--workers", 0), 2, "workers", "0");
    assertFails(Run.of("train", "--generated", "--out", folder, "--network", "big"), 2, "'big'");
  }

  @Test
  void modelWithoutContract() throws IOException {
    Path model = SpoiltModel.withoutContract(folder);
    assertFails(Run.of("demo", "--model", model), 1, model.toString(), "no dctstream contract");
  }

  @Test
  void optionThatIsNotSet() {
    assertFails(Run.of("stream"), 1, "dctstream.kafka.bootstrap-servers");
  }

  @Test
  void topicThatIsNotSetForThePage() {
    assertFails(
        Run.of("watch", "--bootstrap-servers", "127.0.0.1:1"), 2, "dctstream.kafka.input-topic");
  }

  @Test
  void brokerThatCannotBeReached() {
    assertFails(stream("127.0.0.1:1", "--model", ShippedModel.SHAPES.file()), 1, "127.0.0.1:1");
  }

  @Test
  void topicThatDoesNotExist() throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      assertFails(
          stream(broker.bootstrapServers(), "--model", ShippedModel.SHAPES.file()),
          1,
          "'images'",
          "does not exist");
    }
  }

  @Test
  void portInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertFails(
          stream(
              "127.0.0.1:1",
              "--model",
              ShippedModel.SHAPES.file(),
              "--flink-port",
              taken.getLocalPort()),
          1,
          "Port " + taken.getLocalPort() + " is in use");
    }
  }

  private static Run stream(String servers, Object... more) {
    Object[] args = {
      "stream",
      "--bootstrap-servers",
      servers,
      "--input-topic",
      "images",
      "--output-topic",
      "predictions",
      "--rejects-topic",
      "rejects"
    };
    return Run.of(Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray());
  }

  private static void assertFails(Run run, int exitCode, String... parts) {
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.err()).hasLineCount(1).contains(parts).doesNotContain("\tat ", "Exception");
  }
}
