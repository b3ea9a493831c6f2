package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawCommandTest {
  @TempDir private Path folder;

  @Test
  void writesLabelledPicturesThatTheShippedModelKnows() throws IOException {
    Path pictures = folder.resolve("pictures");
    assertThat(Run.of("draw", "--out", pictures, "--count", 20).exitCode()).isZero();

    try (Stream<Path> labels = Files.list(pictures)) {
      assertThat(labels).hasSize(10);
    }
    List<Path> files;
    try (Stream<Path> rings = Files.list(pictures.resolve("rings"))) {
      files = rings.toList();
    }
    assertThat(files).hasSize(2).allMatch(file -> file.toString().endsWith(".jpg"));
    Run run = Run.of("classify", "--model", ShippedModel.SHAPES.file(), files.get(0));
    assertThat(run.out()).contains(": rings ");
  }

  @Test
  void refusesToDrawNothing() {
    assertThat(Run.of("draw", "--out", folder, "--count", 0).exitCode()).isEqualTo(2);
  }
}
