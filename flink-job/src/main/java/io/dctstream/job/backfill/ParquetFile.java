package io.dctstream.job.backfill;

import java.io.IOException;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Results as Parquet, compressed with Zstandard. Nothing of Hadoop is needed to write it. */
final class ParquetFile<T> implements BulkWriter.Factory<T> {
  private static final long serialVersionUID = 1L;

  /** Key of the schema's number in a file's metadata. */
  private static final String SCHEMA_KEY = "dctstream.schema";

  private final Rows<T> rows;

  ParquetFile(Rows<T> rows) {
    this.rows = rows;
  }

  @Override
  public BulkWriter<T> create(FSDataOutputStream out) throws IOException {
    ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new ParquetOutput(out))
            .withSchema(rows.schema())
            .withDataModel(GenericData.get())
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new ZstdPages())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withExtraMetaData(Map.of(SCHEMA_KEY, Integer.toString(Rows.SCHEMA)))
            .build();
    return new BulkWriter<>() {
      @Override
      public void addElement(T result) throws IOException {
        writer.write(rows.row(result));
      }

      @Override
      public void flush() {
        // Pages are written when they are full.
      }

      @Override
      public void finish() throws IOException {
        writer.close();
      }
    };
  }
}
