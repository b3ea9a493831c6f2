package io.dctstream.job.archive;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The kinds of files that hold many images, told apart by the ending of their names. */
enum Shard {
  TAR("\\.tar") {
    @Override
    Members open(StoredBytes bytes, long modified, ImageColumns columns) {
      return new TarMembers(new BufferedInputStream(bytes, BUFFER), bytes);
    }
  },
  TAR_GZ("\\.(tar\\.gz|tgz)") {
    @Override
    Members open(StoredBytes bytes, long modified, ImageColumns columns) throws IOException {
      return new TarMembers(
          new ExpansionLimit(new GZIPInputStream(bytes, BUFFER), bytes::position), bytes);
    }
  },
  TAR_ZST("\\.tar\\.zst") {
    @Override
    Members open(StoredBytes bytes, long modified, ImageColumns columns) throws IOException {
      return new TarMembers(
          new ExpansionLimit(
              new ZstdInputStream(new BufferedInputStream(bytes, BUFFER)), bytes::position),
          bytes);
    }
  },
  ZIP("\\.zip") {
    @Override
    Members open(StoredBytes bytes, long modified, ImageColumns columns) throws IOException {
      return new ZipMembers(bytes);
    }
  },
  SEQUENCE_FILE("\\.seq") {
    @Override
    Members open(StoredBytes bytes, long modified, ImageColumns columns) throws IOException {
      return new SequenceFileMembers(bytes, modified);
    }

    @Override
    ImageNames images(ImageNames chosen) {
      return ImageNames.ALL;
    }
  },
  PARQUET("\\.parquet") {
    @Override
    Members open(StoredBytes bytes, long modified, ImageColumns columns) throws IOException {
      return new ParquetMembers(bytes, modified, columns);
    }

    @Override
    ImageNames images(ImageNames chosen) {
      return ImageNames.ALL;
    }
  };

  private static final int BUFFER = 1 << 16;

  private final Pattern name;

  /**
   * @param ending how the names end, a regular expression
   */
  Shard(String ending) {
    name = Pattern.compile(".*" + ending, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /**
   * Begins to read one.
   *
   * @param bytes its bytes, which the members close
   * @param modified when it was last changed, for members that do not say when they were
   * @param columns what to read if it has columns
   */
  abstract Members open(StoredBytes bytes, long modified, ImageColumns columns) throws IOException;

  /** Which members are images; records and rows are, whatever their names. */
  ImageNames images(ImageNames chosen) {
    return chosen;
  }

  /** Whether a file of this name or path holds many images. */
  static boolean is(String name) {
    return of(name).isPresent();
  }

  /** The kind of a file by its name or path. */
  static Optional<Shard> of(String name) {
    return Arrays.stream(values()).filter(kind -> kind.name.matcher(name).matches()).findFirst();
  }
}
