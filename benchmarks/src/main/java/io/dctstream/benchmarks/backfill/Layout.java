package io.dctstream.benchmarks.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/** How images lie on the disk. */
enum Layout {
  /** A file each, a thousand in a folder. */
  FILES {
    @Override
    void write(Path folder, Pictures pictures) throws IOException {
      for (int i = 0; i < pictures.count(); i++) {
        Path place = folder.resolve("%06d".formatted(i / FILES_IN_A_FOLDER));
        Files.createDirectories(place);
        Files.write(place.resolve(pictures.key(i) + ".jpg"), pictures.jpeg(i));
      }
    }
  },

  /** Tars without compression. */
  TAR {
    @Override
    void write(Path folder, Pictures pictures) throws IOException {
      writeTars(folder, pictures, false);
    }
  },

  /** Zips, deflated as programs do it by default. */
  ZIP {
    @Override
    void write(Path folder, Pictures pictures) throws IOException {
      writeZips(folder, pictures, ZipMethod.DEFLATED);
    }
  },

  /** Zips of members that are not compressed once more. */
  ZIP_STORED {
    @Override
    void write(Path folder, Pictures pictures) throws IOException {
      writeZips(folder, pictures, ZipMethod.STORED);
    }
  },

  /** WebDataset shards: tars with a class and a description beside each image. */
  WEBDATASET {
    @Override
    void write(Path folder, Pictures pictures) throws IOException {
      writeTars(folder, pictures, true);
    }
  };

  private static final int FILES_IN_A_FOLDER = 1000;

  /** More than readers, so that the last one is not long alone. */
  private static final int SHARDS = 16;

  /**
   * Writes an archive.
   *
   * @param folder exists and is empty
   */
  abstract void write(Path folder, Pictures pictures) throws IOException;

  private static int first(int shard, Pictures pictures) {
    return (int) ((long) pictures.count() * shard / SHARDS);
  }

  private static void writeZips(Path folder, Pictures pictures, ZipMethod method)
      throws IOException {
    for (int shard = 0; shard < SHARDS; shard++) {
      try (ZipArchiveOutputStream zip =
          new ZipArchiveOutputStream(folder.resolve("shard-%06d.zip".formatted(shard)))) {
        zip.setMethod(method.getCode());
        for (int i = first(shard, pictures); i < first(shard + 1, pictures); i++) {
          zip.putArchiveEntry(new ZipArchiveEntry(pictures.key(i) + ".jpg"));
          zip.write(pictures.jpeg(i));
          zip.closeArchiveEntry();
        }
      }
    }
  }

  private static void writeTars(Path folder, Pictures pictures, boolean described)
      throws IOException {
    for (int shard = 0; shard < SHARDS; shard++) {
      try (TarArchiveOutputStream tar =
          new TarArchiveOutputStream(
              new BufferedOutputStream(
                  Files.newOutputStream(folder.resolve("shard-%06d.tar".formatted(shard)))))) {
        for (int i = first(shard, pictures); i < first(shard + 1, pictures); i++) {
          add(tar, pictures.key(i) + ".jpg", pictures.jpeg(i));
          if (described) {
            add(tar, pictures.key(i) + ".cls", "7".getBytes(UTF_8));
            String description = "{\"path\":\"drawn/%s.jpg\"}".formatted(pictures.key(i));
            add(tar, pictures.key(i) + ".json", description.getBytes(UTF_8));
          }
        }
      }
    }
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
