package io.dctstream.job.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.contract.LabelScore;
import io.dctstream.inference.Device;
import io.dctstream.inference.InferenceSettings;
import io.dctstream.inference.serving.Deployment;
import io.dctstream.inference.serving.LiveModels;
import io.dctstream.inference.serving.LoadedModel;
import io.dctstream.inference.serving.VersionChoice;
import io.dctstream.job.sql.ModelThread.Labelled;
import io.dctstream.samples.SampleImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelThreadTest {
  private static final int IMAGES = 200;

  private final Counter batches = new SimpleCounter();
  private final List<String> labels = new ArrayList<>();
  private final List<byte[]> payloads = new ArrayList<>();
  private final List<LiveModels> open = new ArrayList<>();

  @TempDir private Path directory;

  @BeforeEach
  void draw() throws Exception {
    try (ShapesModel shapes = ShapesModel.open()) {
      SampleImages samples = new SampleImages(41);
      for (int index = 0; index < IMAGES; index++) {
        byte[] jpeg = samples.draw(index).jpeg();
        payloads.add(shapes.payload(jpeg));
        labels.add(shapes.label(jpeg));
      }
    }
  }

  @AfterEach
  void close() {
    open.forEach(LiveModels::close);
  }

  @Test
  void classifiesInBatchesAndAnswersAllBeforeItCloses() throws Exception {
    List<CompletableFuture<Labelled>> answers;
    try (ModelThread thread = new ModelThread(model("1"), batches)) {
      answers = payloads.stream().map(thread::classify).toList();
    }

    assertThat(answers).allMatch(CompletableFuture::isDone);
    assertThat(answers.stream().map(answer -> answer.join().best()))
        .extracting(LabelScore::label)
        .isEqualTo(labels);
    assertThat(batches.getCount()).isBetween(IMAGES / 16L, IMAGES - 1L);
  }

  @Test
  void eachAnswerNamesTheVersionThatGaveIt() throws Exception {
    LoadedModel before = model("1");
    LoadedModel after = model("2");
    List<LoadedModel> retired = new ArrayList<>();
    CompletableFuture<Labelled> first;
    CompletableFuture<Labelled> second;
    try (ModelThread thread = new ModelThread(before, batches)) {
      first = thread.classify(payloads.get(0));
      first.join();
      thread.swap(after, retired::add);
      second = thread.classify(payloads.get(0));
    }

    assertThat(first.join().model().version()).isEqualTo("1");
    assertThat(second.join().model().version()).isEqualTo("2");
    assertThat(second.join().best()).isEqualTo(first.join().best());
    assertThat(retired).containsExactly(before);
  }

  private LoadedModel model(String version) throws Exception {
    ShapesModel.publish(directory, version);
    Deployment deployment =
        Deployment.examine(directory.toString(), VersionChoice.parse(version), Duration.ofHours(1));
    LiveModels models =
        new LiveModels(
            deployment,
            new InferenceSettings(16, Duration.ZERO, 1, 1, Device.CPU),
            new SimpleCounter(),
            new SimpleCounter());
    open.add(models);
    return models.open(List.of()).serving().get(0);
  }
}
