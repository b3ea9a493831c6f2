package io.dctstream.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.distribution.Scratch.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution needs nothing but Java. */
class ArchiveITCase {
  /** Java and what every Linux has; neither Maven nor a compiler may be asked for. */
  private static final String TOOLS = "java bash dirname readlink mktemp nproc ls cp mv rm mkdir";

  @TempDir private Path folder;

  @Test
  void runsWithoutToolsToBuild() throws Exception {
    Scratch scratch = Scratch.in(folder);
    Result links =
        scratch.run(
            "mkdir bin; for tool in %s; do ln -s \"$(command -v $tool)\" bin/; done"
                .formatted(TOOLS),
            60,
            Map.of());
    assertThat(links.status()).as(links.output()).isZero();

    Result version =
        scratch.run("./dctstream --version", 60, Map.of("PATH", folder.resolve("bin").toString()));

    assertThat(version.status()).as(version.output()).isZero();
    assertThat(version.output()).startsWith("dctstream ");
  }

  @Test
  void readsNamesBeyondAsciiWithoutALocale() throws Exception {
    Scratch scratch = Scratch.in(folder);
    Result run =
        scratch.run(
            "./dctstream draw --count 1 --out größe && ./dctstream classify größe/*/*.jpg",
            120,
            Map.of("LANG", "C", "LC_ALL", "", "LC_CTYPE", ""));
    assertThat(run.status()).as(run.output()).isZero();
    assertThat(Files.isDirectory(folder.resolve("größe"))).isTrue();
  }

  @Test
  void saysThatItCannotTestItself() throws Exception {
    Result run = Scratch.in(folder).run("./dctstream test", 60, Map.of());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).hasLineCount(1).contains("checkout");
  }
}
