package io.dctstream.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {
  @TempDir private Path folder;

  @Test
  void theNewestOfTheCheckpointsOfOneSecondHasTheHighestNumber() throws Exception {
    checkpoint("job/chk-8", 7);
    checkpoint("job/chk-9", 8);
    checkpoint("job/chk-10", 8);

    assertThat(ResultFolder.at(folder.toString()).newestCheckpoint())
        .hasValueSatisfying(newest -> assertThat(newest).endsWith("/job/chk-10"));
  }

  @Test
  void aSavepointIsNewerThanTheCheckpointsOfItsSecond() throws Exception {
    checkpoint("job/chk-9", 8);
    checkpoint("savepoint-0a1b2c", 8);

    assertThat(ResultFolder.at(folder.toString()).newestCheckpoint())
        .hasValueSatisfying(newest -> assertThat(newest).endsWith("/savepoint-0a1b2c"));
  }

  private void checkpoint(String name, long second) throws IOException {
    Path place = Files.createDirectories(folder.resolve("_checkpoints").resolve(name));
    Path metadata = Files.createFile(place.resolve("_metadata"));
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(second * 1000));
  }
}
