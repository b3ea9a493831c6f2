package io.dctstream.job.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What globs match. */
class ImageNamesTest {
  @ParameterizedTest
  @CsvSource({
    "*.jpg, a/b/c.JPG, true",
    "*.jpg, a.jpg.txt, false",
    "*.jp?g, a.jpeg, true",
    "'*.{jpg,jpeg}', a.jpeg, true",
    "'*.{jpg,jpeg}', a.jpe, false",
    "*, any/thing, true",
    "a/*.jpg, a/b.jpg, true",
    "a/*.jpg, a/b/c.jpg, false",
    "a/*.jpg, x/a/b.jpg, false",
    "**/b/*.jpg, b/c.jpg, true",
    "**/b/*.jpg, a/x/b/c.jpg, true",
    "a**.jpg, a/x/b/c.jpg, false",
    "a/**.jpg, a/x/b/c.jpg, true",
    "a+(b).jpg, a+(b).jpg, true",
  })
  void match(String glob, String name, boolean matches) {
    assertThat(new ImageNames(List.of(glob)).match(name)).isEqualTo(matches);
  }
}
