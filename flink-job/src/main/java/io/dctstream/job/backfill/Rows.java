package io.dctstream.job.backfill;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Results as rows of a table, for the formats that have columns. Thread-safe.
 *
 * @param <T> the results
 */
interface Rows<T> extends Serializable {
  /** Number of the schemas; new columns at the end do not change it. */
  int SCHEMA = 1;

  /** The columns. */
  Schema schema();

  /** One row. */
  GenericRecord row(T result);

  /** A schema that lies beside the classes. */
  static Schema read(String file) {
    try (InputStream avsc = Rows.class.getResourceAsStream(file)) {
      return new Schema.Parser().parse(avsc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
