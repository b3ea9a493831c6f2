package io.dctstream.job.backfill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Results as CSV with a header; what has several values is JSON in its column. */
final class CsvFile<T> implements BulkWriter.Factory<T> {
  private static final long serialVersionUID = 1L;

  private static final CsvMapper CSV = new CsvMapper();
  private static final JsonMapper JSON = new JsonMapper();

  private final Rows<T> rows;

  CsvFile(Rows<T> rows) {
    this.rows = rows;
  }

  @Override
  public BulkWriter<T> create(FSDataOutputStream out) throws IOException {
    List<String> names = rows.schema().getFields().stream().map(Schema.Field::name).toList();
    write(names, out);
    return new LineWriter<>(out, (result, lines) -> write(values(result, names.size()), lines));
  }

  private List<Object> values(T result, int columns) throws IOException {
    GenericRecord row = rows.row(result);
    List<Object> values = new ArrayList<>(columns);
    for (int column = 0; column < columns; column++) {
      Object value = row.get(column);
      values.add(value instanceof Map<?, ?> map ? json(map) : value);
    }
    return values;
  }

  private static void write(List<?> values, OutputStream out) throws IOException {
    out.write(CSV.writer(CsvSchema.emptySchema()).writeValueAsBytes(values));
  }

  private static String json(Map<?, ?> values) throws IOException {
    return values.isEmpty() ? "" : JSON.writeValueAsString(values);
  }
}
