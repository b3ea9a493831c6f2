package io.dctstream.cli.dct;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.DamageOption;
import io.dctstream.cli.JpegFile;
import io.dctstream.cli.OneSentence;
import io.dctstream.jpegdct.CoefficientReader;
import io.dctstream.jpegdct.JpegCoefficients;
import io.dctstream.jpegdct.JpegException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Decodes files one after the other, writes what is wanted of each and remembers what to say. */
final class Extraction {
  private final CoefficientReader reader;
  private final Destination destination;
  private final SummaryFile table;
  private final List<String> complaints = new ArrayList<>();
  private int decoded;
  private int warned;
  private String lastLine;

  /**
   * @param destination null if coefficients are not wanted
   * @param table null if a summary is not wanted
   */
  Extraction(CoefficientReader reader, Destination destination, SummaryFile table) {
    this.reader = reader;
    this.destination = destination;
    this.table = table;
  }

  /**
   * Does a file, or complains of it.
   *
   * @throws IOException if the results cannot be written
   */
  void add(Source source) throws IOException {
    String file = source.file().toString();
    byte[] jpeg;
    try {
      jpeg = JpegFile.read(source.file());
    } catch (CommandException | IOException e) {
      complaints.add(OneSentence.of(e));
      summarise(SummaryRow.unreadable(file, OneSentence.of(e)));
      return;
    }
    try {
      JpegCoefficients picture = reader.read(jpeg);
      if (destination != null) {
        destination.write(source, picture);
      }
      summarise(SummaryRow.decoded(file, jpeg, picture));
      count(file, picture);
    } catch (JpegException e) {
      complaints.add("%s cannot be decoded: %s".formatted(file, e.getMessage()));
      summarise(SummaryRow.refused(file, jpeg, e));
    }
  }

  /** A sentence on each file that could not be read or decoded. */
  List<String> complaints() {
    return complaints;
  }

  /** How many files were decoded. */
  int decoded() {
    return decoded;
  }

  /** What came of it, in a line: of the picture, if there was but one file. */
  String report() {
    int files = decoded + complaints.size();
    return files == 1
        ? lastLine
        : "%,d of %,d files decoded%s"
            .formatted(decoded, files, warned == 0 ? "" : ", %,d with warnings".formatted(warned));
  }

  private void count(String file, JpegCoefficients picture) {
    decoded++;
    warned += picture.warnings().any() ? 1 : 0;
    lastLine =
        "%s: %dx%d pixels, %s, %s blocks%s"
            .formatted(
                file,
                picture.width(),
                picture.height(),
                picture.progressive() ? "progressive" : "sequential",
                picture.components().stream()
                    .map(component -> component.blocksWide() + "x" + component.blocksHigh())
                    .collect(Collectors.joining(" + ")),
                DamageOption.mark(picture.warnings()));
  }

  private void summarise(SummaryRow row) throws IOException {
    if (table != null) {
      table.add(row);
    }
  }
}
