package io.dctstream.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What pages link to is there. Addresses on the network are not asked. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");

  @Test
  void leadToFilesAndHeadingsThatExist() throws IOException {
    List<String> faults = new ArrayList<>();
    int links = 0;
    for (Page page : Page.all()) {
      List<String> prose = page.prose();
      for (int i = 0; i < prose.size(); i++) {
        Matcher matcher = LINK.matcher(prose.get(i));
        while (matcher.find()) {
          links++;
          if (!exists(page, matcher.group(1))) {
            faults.add(page.at(i + 1) + " links to " + matcher.group(1));
          }
        }
      }
    }
    assertThat(faults).isEmpty();
    assertThat(links).as("links that were looked at").isGreaterThan(50);
  }

  @Test
  void leadFromTheIndexToEveryPageOfTheDocumentation() throws IOException {
    String index = Files.readString(Page.CHECKOUT.resolve("docs/README.md"));
    for (Page page : Page.all()) {
      if (page.path().startsWith("docs") && !page.path().endsWith("README.md")) {
        assertThat(index).contains("(" + page.path().getFileName() + ")");
      }
    }
  }

  private static boolean exists(Page page, String link) throws IOException {
    if (link.matches("[a-z]+:.*")) {
      return true;
    }
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty()
            ? Page.CHECKOUT.resolve(page.path())
            : Page.CHECKOUT.resolve(page.path()).resolveSibling(parts[0]).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1 || anchors(target).contains(parts[1]);
  }

  /** The anchors that GitHub gives to a page's headings. */
  private static Set<String> anchors(Path file) throws IOException {
    return new Page(file, Files.readAllLines(file))
        .prose().stream()
            .map(HEADING::matcher)
            .filter(Matcher::matches)
            .map(
                heading ->
                    heading
                        .group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
            .collect(Collectors.toSet());
  }
}
