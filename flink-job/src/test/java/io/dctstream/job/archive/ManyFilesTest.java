package io.dctstream.job.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many small files: how many splits they make, and what the JobManager keeps of them. */
class ManyFilesTest {
  private static final int FOLDERS = 30;
  private static final int FILES_PER_FOLDER = 1000;
  private static final int FILES = FOLDERS * FILES_PER_FOLDER;

  @TempDir private Path folder;

  @Test
  void splitsAreFewAndTheStateIsSmallHoweverManyFilesThereAre() throws IOException {
    for (int i = 0; i < FOLDERS; i++) {
      Path inside = Files.createDirectory(folder.resolve(Integer.toString(i)));
      for (int j = 0; j < FILES_PER_FOLDER; j++) {
        Files.createFile(inside.resolve(j + ".jpg"));
      }
    }
    Portions portions =
        new Portions(new TreeWalk(List.of(folder.toUri()), new ImageNames(List.of("*.jpg")), null));
    Path late = folder.resolve(FOLDERS - 1 + "/late.jpg");

    int files = 0;
    int splits = 0;
    for (Portions.Portion portion = portions.next(); portion != null; portion = portions.next()) {
      if (splits == 0) {
        Files.createFile(late); // found only if its folder has not been listed yet
      }
      files += portion.files().size();
      splits++;
      EnumeratorState state =
          new EnumeratorState(List.of(folder.toUri()), portion.position(), splits, List.of());
      assertThat(new EnumeratorStateSerializer().serialize(state)).hasSizeLessThan(1000);
    }

    assertThat(files).isEqualTo(FILES + 1);
    assertThat(splits).isLessThanOrEqualTo(FILES / 400);
  }
}
