package io.dctstream.cli.dct;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.DamageOption;
import io.dctstream.cli.Progress;
import io.dctstream.cli.Terminal;
import io.dctstream.jpegdct.CoefficientReader;
import io.dctstream.jpegdct.DecodeLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes coefficients of JPEG files, and a table of what the files are. */
@Command(
    name = "dct",
    description = "Writes JPEG files' DCT coefficients, as they stand in the files, for numpy.",
    footer = {
      "",
      "A file that cannot be decoded is named on standard error; the others are written",
      "all the same, and the exit code is 1.",
      "",
      "Arrays in an .npz file:",
      "  y, cb, cr  int16 [blocksHigh, blocksWide, 64], quantised, without padding",
      "             blocks; 8v + u is the index of horizontal frequency u, vertical v.",
      "             Grey pictures have y alone; other colours go by their own letters.",
      "  quant      uint16 [components, 64], the quantisation tables in the same order.",
      "",
      "The summary has a row a file: file, bytes, width, height, mode, sampling,",
      "colourSpace, quality (as libjpeg counts it; the nearest if qualityExact is",
      "false), nonZeroShare, warnings, firstWarning; or error and reason.",
      "",
      "Examples:",
      "  ./dctstream dct photo.jpg --out photo.npz",
      "  python3 -c \"import numpy; print(numpy.load('photo.npz')['y'].shape)\"",
      "  ./dctstream dct photos --out coefficients --summary photos.csv",
    })
public final class DctCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "JPEG files and folders.")
  private List<Path> paths;

  @Option(
      names = "--out",
      paramLabel = "FILE.npz|DIR",
      description =
          "FILE.npz for one file; DIR for any number: photo.jpg goes to DIR/photo.jpg.npz, and"
              + " sub-folders stay as they are. Written over.")
  private Path out;

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "A table of all files, .csv or .json. Written over.")
  private Path summary;

  @Mixin private DamageOption damage;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws CommandException, IOException {
    List<Source> sources = Source.of(paths);
    Destination destination = out == null ? null : new Destination(out);
    check(sources, destination);
    Extraction extraction;
    try (CoefficientReader reader = CoefficientReader.open(DecodeLimits.DEFAULT, damage.policy());
        SummaryFile table = summary == null ? null : SummaryFile.create(summary);
        Progress progress = terminal.progress("images", sources.size())) {
      extraction = new Extraction(reader, destination, table);
      for (int i = 0; i < sources.size(); i++) {
        extraction.add(sources.get(i));
        if (sources.size() > 1) {
          progress.at(i + 1);
        }
      }
    }
    extraction.complaints().forEach(terminal.err()::println);
    if (extraction.decoded() > 0) {
      String outputs =
          Stream.of(out, summary)
              .filter(Objects::nonNull)
              .map(Path::toString)
              .collect(Collectors.joining(", "));
      terminal.out().println(extraction.report() + " -> " + outputs);
    }
    return extraction.complaints().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** Finds what cannot be before anything is written. */
  private void check(List<Source> sources, Destination destination) throws CommandException {
    if (out == null && summary == null) {
      throw terminal.misuse("Name what to write with --out, --summary or both");
    }
    if (summary != null && !SummaryFile.hasFormat(summary)) {
      throw terminal.misuse(
          "--summary ends in .csv or .json, which '%s' does not".formatted(summary));
    }
    if (destination != null) {
      if (destination.isFile() && sources.size() > 1) {
        throw terminal.misuse(
            "--out names a folder for %,d files, not '%s'".formatted(sources.size(), out));
      }
      destination.requireRoomFor(sources);
    }
  }
}
