package io.dctstream.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is bundled is listed with its licence: jars in THIRD-PARTY.txt, which the build writes and
 * holds to a list of licences, and the works inside their machine code, which no POM names, in
 * NOTICE.
 */
class NoticeITCase {
  private static final Path DISTRIBUTION = Scratch.DISTRIBUTION;

  @Test
  void listsEveryJar() throws IOException {
    for (Path jar : jars()) {
      String thirdParty = Files.readString(jar.resolveSibling("THIRD-PARTY.txt"));
      String name = jar.getFileName().toString();
      if (!isOurs(jar)) {
        // ARTIFACT-VERSION or ARTIFACT-VERSION-CLASSIFIER; the list has GROUP:ARTIFACT:VERSION
        assertThat(artifacts(name)).as(name).anyMatch(part -> thirdParty.contains(part));
      }
    }
  }

  @Test
  void namesWhatIsInMachineCode() throws IOException {
    String notice = Files.readString(DISTRIBUTION.resolve("NOTICE"));
    for (Path jar : jars()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        if (!isOurs(jar) && file.stream().map(JarEntry::getName).anyMatch(NoticeITCase::isNative)) {
          assertThat(notice)
              .as("a line of the jar with machine code")
              .contains("(" + jar.getFileName().toString().replaceFirst("-\\d.*", "") + ")");
        }
      }
    }
  }

  @Test
  void travelsInTheJobJar() throws IOException {
    try (JarFile job = new JarFile(DISTRIBUTION.resolve("dctstream-job.jar").toFile())) {
      for (String name : List.of("LICENSE", "NOTICE", "NOTICE-dctstream", "THIRD-PARTY.txt")) {
        assertThat(job.getJarEntry("META-INF/" + name)).as(name).isNotNull();
      }
    }
  }

  private static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.walk(DISTRIBUTION.resolve("lib"))) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      assertThat(jars).hasSizeGreaterThan(50);
      return jars;
    }
  }

  private static boolean isOurs(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(JarEntry::getName)
          .anyMatch(name -> name.startsWith("META-INF/maven/io.dctstream/"));
    }
  }

  private static boolean isNative(String name) {
    return name.matches(".*\\.(so(\\.\\d+)*|dylib|jnilib|dll|exe)");
  }

  /** All ways to part a file's name into an artifact and a version: {@code :ARTIFACT:VERSION}. */
  private static Stream<String> artifacts(String name) {
    String stem = name.substring(0, name.length() - ".jar".length());
    return Pattern.compile("-(?=\\d)")
        .matcher(stem)
        .results()
        .map(dash -> ":" + stem.substring(0, dash.start()) + ":" + stem.substring(dash.end()))
        .flatMap(part -> Stream.of(part, part.replaceFirst("-(linux|macosx|windows)-.*", "")));
  }
}
