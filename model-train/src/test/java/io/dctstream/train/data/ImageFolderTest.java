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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir private Path folder;

  @Test
  void readsClassFoldersInOrderAndSkipsHiddenFiles() throws Exception {
    put("dog/2.jpg", new byte[] {2});
    put("cat/1.jpg", new byte[] {1});
    put("cat/.thumbs", new byte[] {9});
    put("README", new byte[] {9});

    LabelledImages images = LabelledImages.inFolder(folder);

    assertThat(images.labels()).containsExactly("cat", "dog");
    assertThat(images.size()).isEqualTo(2);
    assertThat(images.read(1).name()).isEqualTo("2.jpg");
    assertThat(images.read(1).label()).isEqualTo(1);
    assertThat(images.read(1).jpeg()).containsExactly(2);
  }

  @Test
  void aClassMayHaveFoldersOfItsOwn() throws Exception {
    put("cat/1.jpg", new byte[] {1});
    put("cat/old/1.jpg", new byte[] {2});
    put("cat/.cache/1.jpg", new byte[] {9});
    put("dog/young/small/1.jpg", new byte[] {3});

    LabelledImages images = LabelledImages.inFolder(folder);

    assertThat(images.labels()).containsExactly("cat", "dog");
    assertThat(images.size()).isEqualTo(3);
    assertThat(images.read(0).name()).isEqualTo("1.jpg");
    assertThat(images.read(1).name()).isEqualTo("old/1.jpg");
    assertThat(images.read(2).name()).isEqualTo("young/small/1.jpg");
    assertThat(images.read(2).label()).isEqualTo(1);
  }

  @Test
  void damagedFilesAreNamedAndLeftOut() throws Exception {
    put("cat/good.jpg", new SampleImages(1).draw(0).jpeg());
    put("dog/bad.jpg", "not a picture".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    DecodedImages decoded =
        DecodedImages.decode(
            LabelledImages.inFolder(folder),
            BlockGrid.ofPixels(32),
            Fit.RESIZE,
            (done, total) -> {});

    assertThat(decoded.images()).extracting(DecodedImage::name).containsExactly("good.jpg");
    assertThat(decoded.unreadable())
        .singleElement()
        .asString()
        .startsWith("dog/bad.jpg is NOT_JPEG: ");
  }

  @Test
  void aMissingFolderIsNamed() {
    assertRefused(folder.resolve("none"), "There is no folder " + folder.resolve("none"));
  }

  @Test
  void anEmptyFolderIsNamed() {
    assertRefused(folder, folder + " has 0 class folders");
  }

  @Test
  void oneClassIsNotEnough() throws Exception {
    put("cat/1.jpg", new byte[] {1});
    assertRefused(folder, folder + " has 1 class folders");
  }

  @Test
  void anEmptyClassIsNamed() throws Exception {
    put("cat/1.jpg", new byte[] {1});
    Files.createDirectory(folder.resolve("dog"));
    assertRefused(folder, "The class folder " + folder.resolve("dog") + " is empty");
  }

  private static void assertRefused(Path folder, String beginning) {
    assertThatThrownBy(() -> LabelledImages.inFolder(folder))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(beginning);
  }

  private void put(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
