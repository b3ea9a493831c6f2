package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model of flowers that ships, on the photographs that its training did not learn from. */
class FlowersModelITCase {
  private static final Path FLOWERS =
      Path.of(System.getProperty("dctstream.home"), "../shared/data/flowers");

  @TempDir private Path folder;

  @Test
  void isAsGoodAsItsCardSays() throws IOException, GeneralSecurityException {
    assumeTrue(Files.isDirectory(FLOWERS), "the photographs of flowers are not here");
    assertThat(Files.size(ShippedModel.FLOWERS.file())).isLessThan(8_000_000);
    copyValidationImages();

    Run run =
        Run.of("evaluate", "--model", ShippedModel.FLOWERS.file(), "--data", folder, "--json");

    JsonNode report = new JsonMapper().readTree(run.out());
    assertThat(report.path("images").asInt()).isEqualTo(476);
    assertThat(report.path("top1").asDouble()).isGreaterThan(0.83);
  }

  /** Those whose name has a hash in the first fifth, as docs/training.md says of the split. */
  private void copyValidationImages() throws IOException, GeneralSecurityException {
    for (Path image : list(FLOWERS, 2)) {
      byte[] name = image.getFileName().toString().getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name);
      int hash = ByteBuffer.wrap(digest).getInt() & Integer.MAX_VALUE;
      if (image.toString().endsWith(".jpg") && hash < 0.2 * 0x1p31) {
        Path label = folder.resolve(image.getParent().getFileName());
        Files.copy(image, Files.createDirectories(label).resolve(image.getFileName()));
      }
    }
  }

  private static List<Path> list(Path folder, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
