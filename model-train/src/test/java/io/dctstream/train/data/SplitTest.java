package io.dctstream.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.train.TrainingException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  private static final List<String> LABELS = List.of("cat", "dog");

  @Test
  void keepsTheShareOfEachClassEvenForNamesThatAreNumbered() throws TrainingException {
    Split split = Split.of(images(10_000), LABELS, 0.2);

    for (int label = 0; label < LABELS.size(); label++) {
      int wanted = label;
      assertThat(split.validation().stream().filter(image -> image.label() == wanted).count())
          .isBetween(900L, 1100L);
    }
    assertThat(split.training()).hasSize(10_000 - split.validation().size());
  }

  @Test
  void anImageStaysOnItsSideWhenOthersAreAdded() throws TrainingException {
    List<String> few = names(Split.of(images(100), LABELS, 0.2).validation());
    List<String> many = names(Split.of(images(1000), LABELS, 0.2).validation());

    assertThat(many).containsSubsequence(few);
    assertThat(names(Split.of(images(1000), LABELS, 0.2).training()))
        .doesNotContainAnyElementsOf(few);
  }

  @Test
  void aClassWithoutValidationImagesIsNamed() {
    assertThatThrownBy(() -> Split.of(images(2), LABELS, 0.2))
        .isInstanceOf(TrainingException.class)
        .hasMessageMatching("The class '(cat|dog)' has no readable image left to .*");
  }

  private static DecodedImages images(int count) {
    return new DecodedImages(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new DecodedImage(
                        "sample-1-" + i, i % LABELS.size(), List.of(() -> new byte[0])))
            .toList(),
        List.of());
  }

  private static List<String> names(List<DecodedImage> images) {
    return images.stream().map(DecodedImage::name).toList();
  }
}
