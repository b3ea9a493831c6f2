package io.dctstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dctstream.contract.LabelScore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchTest {
  private OnnxModel model;
  private Batch batch;

  @BeforeEach
  void open() throws Exception {
    model = OnnxModel.open(TestModel.good().toBytes(), "m.onnx", 1);
    batch = model.newBatch(4);
  }

  @AfterEach
  void close() {
    batch.close();
    model.close();
  }

  @Test
  void classifiesEachImageByItself() throws Exception {
    batch.add(TestImages.payload(2));
    batch.add(TestImages.payload(0));
    batch.add(TestImages.payload(1));
    batch.run();
    assertThat(batch.top(0, 3)).extracting(LabelScore::label).containsExactly("c", "b", "a");
    assertThat(batch.top(1, 3)).extracting(LabelScore::label).containsExactly("a", "b", "c");
    assertThat(batch.top(2, 3)).extracting(LabelScore::label).containsExactly("b", "c", "a");
    // softmax of the table's row {3, 1, 0}
    double sum = Math.exp(3) + Math.exp(1) + Math.exp(0);
    assertThat(batch.top(1, 1).get(0).score())
        .isCloseTo((float) (Math.exp(3) / sum), within(1e-6f));
  }

  @Test
  void isUsedAgainForMoreAndForFewerImages() throws Exception {
    for (int size : new int[] {1, 4, 2, 4, 3}) {
      batch.clear();
      for (int slot = 0; slot < size; slot++) {
        batch.add(TestImages.payload((slot + size) % 3));
      }
      batch.run();
      for (int slot = 0; slot < size; slot++) {
        assertThat(batch.top(slot, 1).get(0).label())
            .isEqualTo(TestModel.CONTRACT.labels().get((slot + size) % 3));
      }
    }
  }

  @Test
  void onlyTheGuiltyImagesFail() throws Exception {
    batch.add(TestImages.payload(0));
    batch.add(TestImages.payload(TestModel.MISSING_ROW));
    batch.add(TestImages.payload(2));
    batch.add(TestImages.payload(TestModel.NAN_ROW));
    batch.run();
    assertThat(batch.top(0, 1).get(0).label()).isEqualTo("a");
    assertThatThrownBy(() -> batch.top(1, 1))
        .isInstanceOf(InferenceException.class)
        .hasMessageStartingWith("ONNX Runtime failed on this image:");
    assertThat(batch.top(2, 1).get(0).label()).isEqualTo("c");
    assertThatThrownBy(() -> batch.top(3, 1))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("not a number");

    batch.clear();
    batch.add(TestImages.payload(0));
    batch.add(TestImages.payload(1));
    batch.run();
    assertThat(batch.top(1, 1).get(0).label()).isEqualTo("b");
  }

  @Test
  void noImageIsGuiltyIfABlankOneFailsToo() throws Exception {
    TestModel broken = TestModel.good().losingItsDevice();
    try (OnnxModel lost = OnnxModel.open(broken.toBytes(), "m.onnx", 1);
        Batch doomed = lost.newBatch(2)) {
      doomed.warmUp();
      doomed.warmUp();
      doomed.add(TestImages.payload(0));
      doomed.add(TestImages.payload(1));
      assertThatThrownBy(doomed::run)
          .isInstanceOf(DeviceLostException.class)
          .hasMessageContaining("no image is to blame");
    }
  }

  @Test
  void aBatchThatWasWarmedUpIsEmpty() throws Exception {
    batch.add(TestImages.payload(1));
    batch.warmUp();
    assertThat(batch.isEmpty()).isTrue();
    batch.add(TestImages.payload(2));
    batch.run();
    assertThat(batch.top(0, 1).get(0).label()).isEqualTo("c");
  }

  @Test
  void aDamagedPayloadTakesNoSlot() throws Exception {
    batch.add(TestImages.payload(0));
    assertThatThrownBy(() -> batch.add(new byte[] {99, 1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
    batch.add(TestImages.payload(1));
    batch.run();
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.top(1, 1).get(0).label()).isEqualTo("b");
  }

  @Test
  void closesTwiceAndRefusesUseAfterwards() {
    batch.add(TestImages.payload(0));
    batch.close();
    batch.close();
    assertThatThrownBy(batch::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The batch is closed");
  }

  @Test
  void refusesMoreThanItsCapacity() {
    for (int slot = 0; slot < 4; slot++) {
      batch.add(TestImages.payload(0));
    }
    assertThat(batch.isFull()).isTrue();
    assertThatThrownBy(() -> batch.add(TestImages.payload(0)))
        .isInstanceOf(IllegalStateException.class);
  }
}
