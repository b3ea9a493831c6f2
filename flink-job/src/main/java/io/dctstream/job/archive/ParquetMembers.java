package io.dctstream.job.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The rows of a Parquet file, of which only the columns of images and names are read. A row group's
 * images are in memory at a time, as they are stored, because Parquet's reader works so.
 */
final class ParquetMembers implements Members {
  /** Of the process's memory, what a row group may take. */
  private static final int SHARE = 4;

  private final StoredBytes stored;
  private final long modified;
  private final ParquetFileReader file;
  private final MessageType schema;
  private final ColumnDescriptor imageColumn;
  private final Optional<ColumnDescriptor> nameColumn;
  private int rowGroup;
  private long row;

  /** Rows that are left of the row group. */
  private long left;

  @Nullable private ColumnReader images;
  @Nullable private ColumnReader names;

  ParquetMembers(StoredBytes stored, long modified, ImageColumns columns) throws IOException {
    this.stored = stored;
    this.modified = modified;
    file = open(stored);
    schema = file.getFileMetaData().getSchema();
    imageColumn = columns.imageIn(schema);
    nameColumn = columns.nameIn(schema);
    List<ColumnDescriptor> wanted = new ArrayList<>(List.of(imageColumn));
    nameColumn.ifPresent(wanted::add);
    file.setRequestedSchema(wanted);
  }

  @Override
  public Member next() throws IOException {
    while (left == 0) {
      if (rowGroup == file.getRowGroups().size()) {
        return null;
      }
      open(file.getRowGroups().get(rowGroup));
    }
    left--;
    String name = names == null ? Long.toString(row) : name(names);
    byte[] image = isNull(images) ? null : images.getBinary().getBytesUnsafe();
    images.consume();
    row++;
    return new Member(
        name,
        image == null ? 0 : image.length,
        modified,
        image == null ? "has no image" : null,
        () -> new ByteArrayInputStream(image));
  }

  /** Passes over whole row groups without reading them. */
  @Override
  public long skip(long count) throws IOException {
    while (left == 0
        && rowGroup < file.getRowGroups().size()
        && row + file.getRowGroups().get(rowGroup).getRowCount() <= count) {
      row += file.getRowGroups().get(rowGroup++).getRowCount();
      file.skipNextRowGroup();
    }
    long passed = row;
    return passed + Members.super.skip(count - passed);
  }

  @Override
  public long consumed() {
    try {
      return (long) ((double) row / Math.max(1, file.getRecordCount()) * stored.channel().size());
    } catch (IOException e) {
      return 0; // closed
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static ParquetFileReader open(StoredBytes stored) throws IOException {
    try {
      return ParquetFileReader.open(
          new ParquetInput(stored),
          ParquetReadOptions.builder(new PlainParquetConfiguration())
              .withCodecFactory(new ParquetCodecs())
              .build());
    } catch (RuntimeException e) {
      throw new IOException("it is no Parquet file, or a part of its end is missing", e);
    }
  }

  private void open(BlockMetaData block) throws IOException {
    List<String> path = List.of(imageColumn.getPath());
    for (ColumnChunkMetaData chunk : block.getColumns()) {
      if (List.of(chunk.getPath().toArray()).equals(path)
          && chunk.getTotalSize() > Runtime.getRuntime().maxMemory() / SHARE) {
        throw new IOException(
            "a row group holds %d bytes of images, and this process has memory for %d; give it"
                    .formatted(chunk.getTotalSize(), Runtime.getRuntime().maxMemory() / SHARE)
                + " more, or write smaller row groups");
      }
    }
    PageReadStore pages = file.readNextRowGroup();
    ColumnReadStoreImpl columns =
        new ColumnReadStoreImpl(
            pages, new Ignored(schema), schema, file.getFileMetaData().getCreatedBy());
    images = columns.getColumnReader(imageColumn);
    names = nameColumn.map(columns::getColumnReader).orElse(null);
    left = block.getRowCount();
    rowGroup++;
  }

  private String name(ColumnReader column) {
    String name =
        isNull(column)
            ? Long.toString(row)
            : switch (column.getDescriptor().getPrimitiveType().getPrimitiveTypeName()) {
              case INT32 -> Integer.toString(column.getInteger());
              case INT64 -> Long.toString(column.getLong());
              default -> column.getBinary().toStringUsingUTF8();
            };
    column.consume();
    return name;
  }

  private static boolean isNull(ColumnReader column) {
    return column.getCurrentDefinitionLevel() < column.getDescriptor().getMaxDefinitionLevel();
  }

  /** Where values would go if they were not asked for one by one. */
  private static final class Ignored extends GroupConverter {
    private final GroupType group;

    Ignored(GroupType group) {
      this.group = group;
    }

    @Override
    public Converter getConverter(int field) {
      Type type = group.getType(field);
      return type.isPrimitive() ? new PrimitiveConverter() {} : new Ignored(type.asGroupType());
    }

    @Override
    public void start() {
      // Nothing goes there.
    }

    @Override
    public void end() {
      // Nothing goes there.
    }
  }
}
