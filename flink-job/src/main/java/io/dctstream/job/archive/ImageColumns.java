package io.dctstream.job.archive;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Columns of Parquet files, by the names of their fields with dots between them.
 *
 * @param image that of the images; null for the only column of bytes
 * @param name that of their names; null to number them
 */
public record ImageColumns(@Nullable String image, @Nullable String name) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The only column of bytes, numbered. */
  public static final ImageColumns DEFAULT = new ImageColumns(null, null);

  /** The images' column in a file. */
  ColumnDescriptor imageIn(MessageType schema) throws IOException {
    List<ColumnDescriptor> found =
        schema.getColumns().stream()
            .filter(column -> holdsBytes(column.getPrimitiveType()) && isSingle(column))
            .filter(column -> image == null || image.equals(path(column)))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new IOException(
        found.isEmpty()
            ? "it has no column %sof bytes, one value a row"
                .formatted(image == null ? "" : "'" + image + "' ")
            : "it has several columns of bytes (%s); name that of the images with 'image-column'"
                .formatted(
                    found.stream().map(ImageColumns::path).collect(Collectors.joining(", "))));
  }

  /** The names' column in a file, if they have one. */
  Optional<ColumnDescriptor> nameIn(MessageType schema) throws IOException {
    if (name == null) {
      return Optional.empty();
    }
    for (ColumnDescriptor column : schema.getColumns()) {
      if (name.equals(path(column)) && isName(column.getPrimitiveType()) && isSingle(column)) {
        return Optional.of(column);
      }
    }
    throw new IOException(
        "it has no column '%s' of text or whole numbers, one value a row".formatted(name));
  }

  private static String path(ColumnDescriptor column) {
    return String.join(".", column.getPath());
  }

  private static boolean isSingle(ColumnDescriptor column) {
    return column.getMaxRepetitionLevel() == 0;
  }

  private static boolean holdsBytes(PrimitiveType type) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        && type.getLogicalTypeAnnotation() == null;
  }

  private static boolean isName(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32, INT64 -> true;
      case BINARY ->
          type.getLogicalTypeAnnotation() == null
              || type.getLogicalTypeAnnotation().equals(LogicalTypeAnnotation.stringType());
      default -> false;
    };
  }
}
