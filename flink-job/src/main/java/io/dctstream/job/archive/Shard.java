package io.dctstream.job.archive;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The kinds of files that hold many images, told apart by the ending of their names. */
enum Shard {
  TAR {
    @Override
    Members open(StoredBytes bytes, long modified, ImageColumns columns) {
      return new TarMembers(new BufferedInputStream(bytes, BUFFER), bytes);
    }
  },
  TAR_GZ {
    @Override
    Members open(StoredBytes bytes, long modified, ImageColumns columns) throws IOException {
      return new TarMembers(
          new ExpansionLimit(new GZIPInputStream(bytes, BUFFER), bytes::position), bytes);
    }
  },
  TAR_ZST {
    @Override
    Members open(StoredBytes bytes, long modified, ImageColumns columns) throws IOException {
      return new TarMembers(
          new ExpansionLimit(
              new ZstdInputStream(new BufferedInputStream(bytes, BUFFER)), bytes::position),
          bytes);
    }
  },
  ZIP {
    @Override
    Members open(StoredBytes bytes, long modified, ImageColumns columns) throws IOException {
      return new ZipMembers(bytes);
    }
  },
  SEQUENCE_FILE {
    @Override
    Members open(StoredBytes bytes, long modified, ImageColumns columns) throws IOException {
      return new SequenceFileMembers(bytes, modified);
    }

    @Override
    ImageNames images(ImageNames chosen) {
      return ImageNames.ALL;
    }
  },
  PARQUET {
    @Override
    Members open(StoredBytes bytes, long modified, ImageColumns columns) throws IOException {
      return new ParquetMembers(bytes, modified, columns);
    }

    @Override
    ImageNames images(ImageNames chosen) {
      return ImageNames.ALL;
    }
  };

  /** In any case. */
  private static final Map<String, Shard> ENDINGS =
      Map.of(
          ".tar", TAR,
          ".tar.gz", TAR_GZ,
          ".tgz", TAR_GZ,
          ".tar.zst", TAR_ZST,
          ".zip", ZIP,
          ".seq", SEQUENCE_FILE,
          ".parquet", PARQUET);

  private static final int BUFFER = 1 << 16;

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
    for (Map.Entry<String, Shard> kind : ENDINGS.entrySet()) {
      String ending = kind.getKey();
      int length = ending.length();
      if (name.regionMatches(true, name.length() - length, ending, 0, length)) {
        return Optional.of(kind.getValue());
      }
    }
    return Optional.empty();
  }
}
