package io.dctstream.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.samples.SampleImages;
import io.dctstream.train.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingImagesTest {
  @TempDir private Path folder;

  private final List<String> progress = new ArrayList<>();

  @Test
  void validationImagesOfTheirOwnStayApart() throws Exception {
    put("train/cat/1.jpg", "train/dog/2.jpg", "train/fox/3.jpg", "val/dog/4.jpg", "val/fox/5.jpg");
    Files.writeString(folder.resolve("val/fox/bad.jpg"), "no picture");

    Split split = decode("val");

    assertThat(split.training())
        .extracting(DecodedImage::name)
        .containsExactlyInAnyOrder("1.jpg", "2.jpg", "3.jpg");
    // Labels count in the training's list: cat, dog, fox.
    assertThat(split.validation())
        .extracting(image -> image.name() + " " + image.label())
        .containsExactlyInAnyOrder("4.jpg 1", "5.jpg 2");
    assertThat(split.unreadable()).singleElement().asString().startsWith("fox/bad.jpg is NOT_JPEG");
    assertThat(progress).containsExactly("1/6", "2/6", "3/6", "4/6", "5/6", "6/6");
  }

  @Test
  void aClassThatNobodyTrainsOnIsNamed() throws Exception {
    put("train/cat/1.jpg", "train/dog/2.jpg", "val/cat/3.jpg", "val/wolf/4.jpg");

    assertThatThrownBy(() -> decode("val"))
        .isInstanceOf(TrainingException.class)
        .hasMessage("The network does not know the label 'wolf'; it knows cat, dog");
  }

  private Split decode(String validation) throws TrainingException {
    return TrainingImages.of(
            LabelledImages.inFolder(folder.resolve("train")),
            LabelledImages.inFolder(folder.resolve(validation)))
        .decode(
            List.of(BlockGrid.ofPixels(32)),
            Fit.RESIZE,
            0.2,
            PayloadStore.inMemory(),
            (done, total) -> progress.add(done + "/" + total));
  }

  private void put(String... names) throws IOException {
    SampleImages pictures = new SampleImages(1);
    for (int i = 0; i < names.length; i++) {
      Path file = folder.resolve(names[i]);
      Files.createDirectories(file.getParent());
      Files.write(file, pictures.draw(i).jpeg());
    }
  }
}
