package io.dctstream.cli.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.cli.CommandException;
import io.dctstream.contract.RejectCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
  @TempDir Path folder;

  @Test
  void drawsOnePictureInAHundredDamagedAndKnowsTheReason() throws Exception {
    DrawnPictures pictures = new DrawnPictures(160);
    List<Integer> ready = new ArrayList<>();
    pictures.prepare(ready::add);

    List<Picture> damaged = new ArrayList<>();
    for (int i = 0; i < pictures.count(); i++) {
      if (pictures.get(i).damage().isPresent()) {
        damaged.add(pictures.get(i));
      } else {
        assertThat(pictures.get(i).jpeg()).startsWith(0xff, 0xd8);
      }
    }
    assertThat(ready).hasSize(160).last().isEqualTo(160);
    assertThat(damaged)
        .extracting(picture -> picture.damage().get())
        .containsExactly(RejectCode.TRUNCATED, RejectCode.NOT_JPEG);
  }

  @Test
  void takesTheJpegFilesOfAFolderWithTheirSubFoldersAsLabels() throws Exception {
    write("roses/one.jpg");
    write("roses/two.JPEG");
    write("tulips/old/three.jpg");
    write("four.jpg");
    write("roses/notes.txt");

    FolderPictures pictures = new FolderPictures(folder, 100);

    List<String> found = new ArrayList<>();
    for (int i = 0; i < pictures.count(); i++) {
      found.add(pictures.get(i).id() + " " + pictures.get(i).label().orElse("-"));
    }
    assertThat(found)
        .containsExactlyInAnyOrder(
            "roses/one.jpg roses",
            "roses/two.JPEG roses",
            "tulips/old/three.jpg old",
            "four.jpg -");
    assertThat(pictures.get(0).damage()).isEqualTo(Optional.empty());
    assertThat(new FolderPictures(folder, 2).count()).isEqualTo(2);
  }

  @Test
  void namesAFolderWithoutJpegs() throws IOException {
    write("notes.txt");
    assertThatThrownBy(() -> new FolderPictures(folder, 1))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("no .jpg");
  }

  private void write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {1});
  }
}
