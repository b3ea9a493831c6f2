package io.dctstream.job.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Storage behind a scheme of Flink's, which fails for a moment. */
class RemoteStorageTest {
  private static final ImageNames JPEGS = new ImageNames(List.of("*.jpg"));

  @TempDir private Path folder;

  @AfterEach
  void recover() {
    TestStorage.FAILURES.set(0);
  }

  @Test
  void aWalkFindsEveryFileAlthoughListingsFail() throws IOException {
    for (int i = 0; i < 9; i++) {
      Path file = folder.resolve("%d/%d.jpg".formatted(i % 3, i));
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }
    TestStorage.FAILURES.set(3);

    TreeWalk walk = new TreeWalk(List.of(TestStorage.uri(folder)), JPEGS, null);

    List<String> found = new ArrayList<>();
    for (TreeWalk.Found next = walk.next(); next != null; next = walk.next()) {
      assertThat(next.file().problem()).isNull();
      found.add(next.file().uri());
    }
    assertThat(found).hasSize(9);
    assertThat(TestStorage.FAILURES).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s.tar", "s.tar.gz", "s.tar.zst", "s.zip"})
  void aReaderTriesAgainWhereItWas(String name) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      members.put(i + ".jpg", new byte[20_000]);
    }
    Path shard = Shards.write(folder.resolve(name), members);
    TestStorage.FAILURES.set(2);

    List<SplitImages.Step> steps = Splits.steps(split(shard), 100_000);

    assertThat(Splits.rejects(steps)).isEmpty();
    assertThat(Splits.images(steps)).hasSize(40).doesNotHaveDuplicates();
    assertThat(TestStorage.FAILURES).hasValue(0);
  }

  @Test
  void whatFailsForGoodIsAReject() throws IOException {
    Path file = Files.writeString(folder.resolve("1.jpg"), "x");
    ArchiveSplit split = split(file);
    Files.delete(file);

    assertThat(Splits.rejects(Splits.steps(split, 100)))
        .singleElement()
        .satisfies(
            reject -> assertThat(reject.message()).endsWith(" has vanished since it was found"));
  }

  private static ArchiveSplit split(Path file) throws IOException {
    URI uri = TestStorage.uri(file);
    FoundFile found = new FoundFile(uri.toString(), Files.size(file), 5, null);
    return new ArchiveSplit("0", List.of(found), Position.START);
  }
}
