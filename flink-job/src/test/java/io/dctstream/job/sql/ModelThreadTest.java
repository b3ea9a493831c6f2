package io.dctstream.job.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.contract.LabelScore;
import io.dctstream.inference.ModelFile;
import io.dctstream.samples.SampleImages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class ModelThreadTest {
  private static final int IMAGES = 200;

  @Test
  void classifiesInBatchesAndAnswersAllBeforeItCloses() throws Exception {
    List<String> labels = new ArrayList<>();
    List<byte[]> payloads = new ArrayList<>();
    try (ShapesModel shapes = ShapesModel.open()) {
      SampleImages samples = new SampleImages(41);
      for (int index = 0; index < IMAGES; index++) {
        byte[] jpeg = samples.draw(index).jpeg();
        payloads.add(shapes.payload(jpeg));
        labels.add(shapes.label(jpeg));
      }
    }
    Counter batches = new SimpleCounter();
    List<CompletableFuture<LabelScore>> answers;
    try (ModelThread thread = new ModelThread(ModelFile.open(ShapesModel.FILE), 16, batches)) {
      answers = payloads.stream().map(thread::classify).toList();
    }

    assertThat(answers).allMatch(CompletableFuture::isDone);
    assertThat(answers.stream().map(answer -> answer.join().label())).isEqualTo(labels);
    assertThat(batches.getCount()).isBetween(IMAGES / 16L, IMAGES - 1L);
  }
}
