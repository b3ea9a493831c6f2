package io.dctstream.job.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a walk finds, in what order, and how it goes on. */
class TreeWalkTest {
  private static final ImageNames JPEGS = new ImageNames(List.of("*.jpg"));

  @TempDir private Path folder;

  @Test
  void findsImagesAndShardsInAnOrderThatNamesDecide() throws IOException {
    make(
        "b.jpg",
        "a/z.jpg",
        "a/b/c.jpg",
        "a.tar",
        "a/.hidden.jpg",
        ".git/x.jpg",
        "notes.txt",
        "c.ZIP");

    assertThat(names(walk(null, folder)))
        .containsExactly("a/b/c.jpg", "a/z.jpg", "a.tar", "b.jpg", "c.ZIP");
  }

  @Test
  void goesOnBehindAnyFile() throws IOException {
    // Names that sort otherwise than their paths do, as strings.
    make(
        "a/x.jpg",
        "a/y/1.jpg",
        "a/y/2.jpg",
        "a-b/1.jpg",
        "a.jpg",
        "ab/1.jpg",
        "two/1.jpg",
        "z.jpg");
    make("empty/none.txt");
    Path[] roots = {folder.resolve("a"), folder, folder.resolve("z.jpg"), folder.resolve("two")};
    List<TreeWalk.Found> all = walk(null, roots);

    assertThat(all).hasSize(3 + 8 + 1 + 1);
    for (int i = 0; i < all.size(); i++) {
      assertThat(walk(all.get(i).position(), roots))
          .as("after %s", all.get(i))
          .isEqualTo(all.subList(i + 1, all.size()));
    }
  }

  @Test
  void goesOnWhenTheLastFileIsGone() throws IOException {
    make("a/1.jpg", "a/2.jpg", "b/1.jpg");
    List<TreeWalk.Found> all = walk(null, folder);
    Files.delete(folder.resolve("a/2.jpg"));

    assertThat(names(walk(all.get(1).position(), folder))).containsExactly("b/1.jpg");
  }

  @Test
  void linksThatLeadBackAreNamedAndDoNotEndTheWalk() throws IOException {
    make("a/1.jpg", "b/2.jpg");
    Files.createSymbolicLink(folder.resolve("a/again"), folder);
    Files.createSymbolicLink(folder.resolve("a/self"), Path.of("self"));
    Files.createSymbolicLink(folder.resolve("a/nowhere.jpg"), Path.of("missing"));
    Files.createSymbolicLink(folder.resolve("b/other"), folder.resolve("a"));

    List<TreeWalk.Found> all = walk(null, folder);

    // The folder a is seen twice, which is what the second link to it says.
    assertThat(names(all.stream().filter(found -> found.file().problem() == null).toList()))
        .containsExactly("a/1.jpg", "b/2.jpg", "b/other/1.jpg");
    assertThat(problem(all, "a/again")).isEqualTo("is a link that leads back to a folder above it");
    assertThat(problem(all, "a/self")).contains("cannot be read");
    assertThat(problem(all, "a/nowhere.jpg")).isEqualTo("is a link to a file that does not exist");
  }

  @Test
  void namesMayBeOfAnyBytes() throws Exception {
    make("a:b.jpg", "100%.jpg", "a#b?.jpg", "two\nlines.jpg");
    Process touch =
        new ProcessBuilder("bash", "-c", "printf x > $'not-\\xe9-utf8.jpg'")
            .directory(folder.toFile())
            .start();
    assertThat(touch.waitFor()).isZero();

    List<TreeWalk.Found> all = walk(null, folder);

    assertThat(names(all))
        .containsExactlyInAnyOrder(
            "a:b.jpg", "100%.jpg", "a#b?.jpg", "two\nlines.jpg", "not-%E9-utf8.jpg");
    for (TreeWalk.Found found : all) {
      ArchiveSplit split = new ArchiveSplit("0", List.of(found.file()), Position.START);
      assertThat(Splits.images(Splits.steps(split, 100))).as(found.file().uri()).hasSize(1);
    }
  }

  @Test
  void aGlobWithSlashesIsHeldToThePathBelowTheRoot() throws IOException {
    make("2024/a/1.jpg", "2025/a/1.jpg", "1.jpg");
    TreeWalk walk =
        new TreeWalk(List.of(folder.toUri()), new ImageNames(List.of("2024/**/*.jpg")), null);

    assertThat(walk.next().file().uri()).endsWith("2024/a/1.jpg");
    assertThat(walk.next()).isNull();
  }

  @Test
  void smallFilesAreGroupedAndShardsAreAlone() throws IOException {
    for (int i = 0; i < 1100; i++) {
      make("f%04d.jpg".formatted(i));
    }
    make("a.tar", "f0500.tar", "z.zip");
    Portions portions = new Portions(new TreeWalk(List.of(folder.toUri()), JPEGS, null));

    List<Integer> sizes = new ArrayList<>();
    List<String> last = new ArrayList<>();
    for (Portions.Portion portion = portions.next(); portion != null; portion = portions.next()) {
      sizes.add(portion.files().size());
      last.add(String.join("/", portion.position().path()));
    }

    assertThat(sizes).containsExactly(1, 500, 1, 1, 500, 99, 1);
    assertThat(last)
        .containsExactly(
            "a.tar", "f0499.jpg", "f0500.jpg", "f0500.tar", "f1000.jpg", "f1099.jpg", "z.zip");
  }

  @Test
  void theStateComesBackOutOfACheckpoint() throws IOException {
    EnumeratorState state =
        new EnumeratorState(
            List.of(URI.create("file:///a%20b/")),
            new WalkPosition(0, List.of("c", "d%E9.jpg")),
            7,
            List.of(
                new ArchiveSplit(
                    "3",
                    List.of(
                        new FoundFile("file:///x", 4, 5, null),
                        new FoundFile("file:///y", 6, 7, "is gone")),
                    new Position(1, 8))));
    EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();

    assertThat(serializer.deserialize(1, serializer.serialize(state))).isEqualTo(state);
    EnumeratorState beginning = EnumeratorState.beginning(state.roots());
    assertThat(serializer.deserialize(1, serializer.serialize(beginning))).isEqualTo(beginning);
  }

  private void make(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  private static List<TreeWalk.Found> walk(WalkPosition after, Path... roots) {
    TreeWalk walk = new TreeWalk(Arrays.stream(roots).map(Path::toUri).toList(), JPEGS, after);
    List<TreeWalk.Found> all = new ArrayList<>();
    for (TreeWalk.Found found = walk.next(); found != null; found = walk.next()) {
      all.add(found);
    }
    return all;
  }

  private static List<String> names(List<TreeWalk.Found> all) {
    return all.stream()
        .map(found -> Names.decoded(String.join("/", found.position().path())))
        .toList();
  }

  private static String problem(List<TreeWalk.Found> all, String name) {
    return all.stream()
        .filter(found -> String.join("/", found.position().path()).equals(name))
        .map(found -> found.file().problem())
        .findFirst()
        .orElseThrow();
  }
}
