package io.dctstream.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path relative to the repository's root
 */
record Page(Path path, List<String> lines) {
  static final Path CHECKOUT = Path.of(System.getProperty("dctstream.checkout"));

  /** All pages of the repository, in the order of their names. */
  static List<Page> all() throws IOException {
    List<Page> pages = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CHECKOUT, 4)) {
      List<Path> markdown =
          files.filter(Page::belongsToTheRepository).map(CHECKOUT::relativize).sorted().toList();
      for (Path path : markdown) {
        pages.add(new Page(path, Files.readAllLines(CHECKOUT.resolve(path))));
      }
    }
    return pages;
  }

  /** The fenced blocks, in order. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (isFence(lines.get(i))) {
        int first = i + 1;
        do {
          i++;
        } while (!isFence(lines.get(i)));
        blocks.add(
            new Block(
                this, first, lines.get(first - 1).strip().substring(3), lines.subList(first, i)));
      }
    }
    return blocks;
  }

  /** The lines outside of fenced blocks; those inside are empty. */
  List<String> prose() {
    List<String> prose = new ArrayList<>(lines);
    for (Block block : blocks()) {
      for (int i = 0; i < block.lines().size(); i++) {
        prose.set(block.line() + i, "");
      }
    }
    return prose;
  }

  /** Where a line is, as editors and terminals know it. */
  String at(int line) {
    return path + ":" + line;
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private static boolean isFence(String line) {
    return line.startsWith("```");
  }

  private static boolean belongsToTheRepository(Path file) {
    Path path = CHECKOUT.relativize(file);
    return path.toString().endsWith(".md")
        && !path.toString().contains("target")
        && Stream.of("cluster", "logs").noneMatch(path::startsWith);
  }
}
