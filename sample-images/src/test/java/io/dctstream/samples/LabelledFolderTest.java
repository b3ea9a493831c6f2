package io.dctstream.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledFolderTest {
  @Test
  void writesEachPictureIntoTheFolderOfItsLabel(@TempDir Path temp) throws IOException {
    Path folder = temp.resolve("new/pictures");
    List<SampleImage> images = LongStream.range(0, 12).mapToObj(new SampleImages(1)::draw).toList();

    LabelledFolder.write(folder, images);

    assertThat(folder).isDirectoryRecursivelyContaining("glob:**/bricks/sample-1-10.jpg");
    for (SampleImage image : images) {
      assertThat(folder.resolve(image.label()).resolve(image.id() + ".jpg"))
          .hasBinaryContent(image.jpeg());
    }
  }
}
