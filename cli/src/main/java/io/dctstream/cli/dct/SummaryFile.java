package io.dctstream.cli.dct;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A table of files, written row by row: CSV with a header, or an array of JSON objects. */
final class SummaryFile implements AutoCloseable {
  private static final String CSV = ".csv";
  private static final String JSON = ".json";

  private final SequenceWriter rows;

  private SummaryFile(SequenceWriter rows) {
    this.rows = rows;
  }

  /** Whether a file's name says in which of the two formats it is to be. */
  static boolean hasFormat(Path file) {
    return file.toString().endsWith(CSV) || file.toString().endsWith(JSON);
  }

  /** Begins a table, over any file that is there. */
  static SummaryFile create(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file); // closed with the writer
    if (file.toString().endsWith(JSON)) {
      return new SummaryFile(
          new JsonMapper().writerWithDefaultPrettyPrinter().writeValuesAsArray(out));
    }
    CsvMapper csv =
        CsvMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();
    return new SummaryFile(
        csv.writer(csv.schemaFor(SummaryRow.class).withHeader()).writeValues(out));
  }

  void add(SummaryRow row) throws IOException {
    rows.write(row);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
