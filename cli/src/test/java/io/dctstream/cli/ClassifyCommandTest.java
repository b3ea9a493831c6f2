package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.samples.SampleImage;
import io.dctstream.samples.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyCommandTest {
  private static final long SEED = 77;

  @TempDir Path folder;

  @Test
  void answersWithThePicturesLabelMoreOftenThanNot() throws IOException {
    int right = 0;
    for (int i = 0; i < 20; i++) {
      SampleImage sample = new SampleImages(SEED).draw(i);
      Run run =
          Run.of("classify", "--model", ShippedModel.SHAPES.file(), "--top", 1, write(sample));
      right += run.out().contains(": " + sample.label()) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(10);
  }

  @Test
  void writesTheJsonOfTheJob() throws IOException {
    Path file = write(new SampleImages(SEED).draw(0));
    Run run = Run.of("classify", "--json", "--top", 2, file);
    assertThat(run.exitCode()).isZero();
    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(json.path("id").asText()).isEqualTo(file.toString());
    assertThat(json.path("model").asText()).isEqualTo("flowers");
    assertThat(json.path("top")).hasSize(2);
    assertThat(json.at("/top/0/score").asDouble())
        .isGreaterThanOrEqualTo(json.at("/top/1/score").asDouble());
  }

  @Test
  void classifiesTheOthersWhenOneFileIsNoJpeg() throws IOException {
    Path good = write(new SampleImages(SEED).draw(0));
    Path bad = Files.writeString(folder.resolve("note.txt"), "not a picture");
    Path gone = folder.resolve("gone.jpg");

    Run run = Run.of("classify", bad, gone, good);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).hasLineCount(1).startsWith(good + ": ");
    assertThat(run.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(bad + " cannot be classified: "),
            line -> assertThat(line).contains(gone.toString()));
  }

  @Test
  void classifiesWhatIsLeftOfACutFileIfLenient() throws IOException {
    byte[] jpeg = new SampleImages(SEED).draw(0).jpeg();
    Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));

    assertThat(Run.of("classify", cut).exitCode()).isEqualTo(1);
    assertThat(Run.of("classify", "--lenient", cut).out())
        .startsWith(cut + ": ")
        .contains(" warnings: Premature end of JPEG file)");
    JsonNode json = new JsonMapper().readTree(Run.of("classify", "--lenient", "--json", cut).out());
    assertThat(json.at("/warnings/first").asText()).isEqualTo("Premature end of JPEG file");
  }

  @Test
  void refusesAModelWithoutContract() throws IOException {
    Path model = SpoiltModel.withoutContract(folder);
    Run run = Run.of("classify", "--model", model, "photo.jpg");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .hasLineCount(1)
        .contains(model.toString(), "no dctstream contract", "dctstream export");
  }

  @Test
  void refusesAModelOfAnotherLayout() throws IOException {
    Path model = SpoiltModel.ofAnotherLayout(folder);
    Run run = Run.of("classify", "--model", model, "photo.jpg");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).hasLineCount(1).contains(model.toString(), "refused");
  }

  @Test
  void namesAMissingModel() {
    Run run = Run.of("classify", "--model", folder.resolve("none.onnx"), "photo.jpg");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).hasLineCount(1).contains("none.onnx", "dctstream export");
  }

  private Path write(SampleImage sample) throws IOException {
    return Files.write(folder.resolve(sample.id() + ".jpg"), sample.jpeg());
  }
}
