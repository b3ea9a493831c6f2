package io.dctstream.cli;

import io.dctstream.cli.traffic.DrawnPictures;
import io.dctstream.cli.traffic.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the demo's pictures, for who has none at hand. */
@Command(
    name = "draw",
    description = "Draws labelled pictures and writes them as JPEG files, to try the others on.",
    footer = {
      "",
      "A picture is DIR/LABEL/ID.jpg. One in a hundred is damaged on purpose, as in the demo.",
      "The same picture has the same bytes every time.",
      "",
      "Example:",
      "  ./dctstream draw --count 200 --out pictures",
    })
final class DrawCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the pictures go; files of the same name are replaced.")
  private Path out;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many; ${DEFAULT-VALUE} by default.")
  private int count;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws IOException, InterruptedException {
    terminal.requireAtLeastOne("--count", count);
    DrawnPictures pictures = new DrawnPictures(count);
    try (CtrlC ctrlC = CtrlC.listen();
        Progress progress = terminal.progress("pictures", count)) {
      for (int i = 0; i < count; i++) {
        ctrlC.check();
        Picture picture = pictures.get(i);
        Path folder = Files.createDirectories(out.resolve(picture.label().orElseThrow()));
        Files.write(folder.resolve(picture.id() + ".jpg"), picture.jpeg());
        progress.at(i + 1);
      }
    }
    terminal.out().println("%,d pictures -> %s".formatted(count, out));
    return ExitCode.OK;
  }
}
