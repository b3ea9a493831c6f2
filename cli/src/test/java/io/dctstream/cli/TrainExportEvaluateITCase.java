package io.dctstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dctstream.samples.LabelledFolder;
import io.dctstream.samples.SampleImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From drawn pictures to a model file that is measured: the commands hand on to each other. */
class TrainExportEvaluateITCase {
  @TempDir Path folder;

  @Test
  void trainResumeExportEvaluate() throws Exception {
    Path training = folder.resolve("tiny");
    Path model = folder.resolve("models/tiny/7/model.onnx");
    Object[] images = {"--generated", "--count", 200};

    Run train =
        Run.of(
            with(
                images,
                "train",
                "--image-size=64",
                "--width=0.02",
                "--epochs=2",
                "--out",
                training));
    assertThat(train.exitCode()).as(train.err()).isZero();
    assertThat(train.out()).contains("10 labels, ", "  1/2  ", "  2/2  ", "Best: epoch ");

    Run again = Run.of(with(images, "train", "--out", training));
    assertThat(again.exitCode()).as("a training is not written over").isEqualTo(1);
    assertThat(again.err()).contains(training.toString()).contains("--resume");

    Run export = Run.of("export", "--model", training, "--model-version=7", "--out", model);
    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(export.out()).contains("model tiny version 7, 8x8 blocks, 10 labels", "agree on");

    Run ofTraining = Run.of(with(images, "evaluate", "--model", training));
    Run ofModel = Run.of(with(images, "evaluate", "--model", model));
    assertThat(ofTraining.exitCode()).as(ofTraining.err()).isZero();
    assertThat(lastLine(ofTraining)).startsWith("accuracy ").endsWith(" of 200 images");
    assertThat(lastLine(ofModel)).isEqualTo(lastLine(ofTraining));

    for (String precision : new String[] {"fp16", "int8"}) {
      Path lowered = folder.resolve(precision + ".onnx");
      Run lower =
          Run.of(
              "export",
              "--model",
              training,
              "--precision",
              precision,
              "--calibration",
              jpegs(),
              "--out",
              lowered);
      assertThat(lower.exitCode()).as(lower.err()).isZero();
      assertThat(lower.out()).contains("have the same first label");
      Run evaluated = Run.of(with(images, "evaluate", "--model", lowered));
      assertThat(accuracy(evaluated)).isCloseTo(accuracy(ofModel), within(3.0));
    }
    Run described = Run.of("model", folder.resolve("int8.onnx"));
    assertThat(described.out()).contains("most of them bytes");
    Run uncalibrated =
        Run.of("export", "--model", training, "--precision=int8", "--out", folder.resolve("no"));
    assertThat(uncalibrated.exitCode()).isEqualTo(1);
    assertThat(uncalibrated.err()).contains("--calibration").hasLineCount(1);
    Run nowhere =
        Run.of(
            "export", "--model", training, "--calibration=nowhere", "--out", folder.resolve("no"));
    assertThat(nowhere.exitCode()).isEqualTo(1);
    assertThat(nowhere.err()).contains("no folder nowhere").hasLineCount(1);

    Run asJson = Run.of(with(images, "evaluate", "--model", model, "--json"));
    JsonNode report = new ObjectMapper().readTree(asJson.out());
    assertThat(lastLine(ofModel))
        .startsWith(
            String.format(Locale.ROOT, "accuracy %.2f %%", 100 * report.get("top1").asDouble()));
    assertThat(report.get("classes")).hasSize(10);
    assertThat(report.get("confusion").get(9)).hasSize(10);
  }

  private Path jpegs() throws IOException {
    Path jpegs = folder.resolve("jpegs");
    SampleImages drawn = new SampleImages(5);
    LabelledFolder.write(jpegs, IntStream.range(0, 40).mapToObj(drawn::draw).toList());
    return jpegs;
  }

  /** In percent, as the last line has it. */
  private static double accuracy(Run evaluate) {
    assertThat(evaluate.exitCode()).as(evaluate.err()).isZero();
    return Double.parseDouble(lastLine(evaluate).split(" ", 3)[1]);
  }

  private static Object[] with(Object[] images, Object... args) {
    Object[] all = Arrays.copyOf(args, args.length + images.length);
    System.arraycopy(images, 0, all, args.length, images.length);
    return all;
  }

  private static String lastLine(Run run) {
    return run.out().lines().reduce((first, second) -> second).orElse("");
  }
}
