package io.dctstream.job.backfill;

import io.dctstream.contract.Reject;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Rejects as rows, without the images' bytes. */
final class RejectRows implements Rows<Reject> {
  private static final long serialVersionUID = 1L;

  private static final Schema COLUMNS = Rows.read("reject.avsc");

  @Override
  public Schema schema() {
    return COLUMNS;
  }

  @Override
  public GenericRecord row(Reject reject) {
    GenericRecord row = new GenericData.Record(COLUMNS);
    row.put("id", reject.id());
    row.put("origin", reject.origin().text());
    row.put("timestamp", reject.timestamp());
    row.put("code", reject.code().name());
    row.put("message", reject.message());
    row.put("bytes", reject.bytes().length);
    row.put("attributes", reject.origin().attributes());
    return row;
  }
}
