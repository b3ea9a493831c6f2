package io.dctstream.job.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes shards for tests, as other programs would. */
final class Shards {
  private Shards() {}

  /** Writes a shard of the kind that its name says, with members in the map's order. */
  static Path write(Path file, Map<String, byte[]> members) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    try (OutputStream out = Files.newOutputStream(file)) {
      if (name.endsWith(".zip")) {
        zip(out, members);
      } else if (name.endsWith("gz")) {
        tar(new GZIPOutputStream(out), members);
      } else if (name.endsWith(".zst")) {
        tar(new ZstdOutputStream(out), members);
      } else {
        tar(out, members);
      }
    }
    return file;
  }

  /** The bytes of an image that is none, which readers of archives do not mind. */
  static byte[] bytes(String content) {
    return content.getBytes(UTF_8);
  }

  static void tar(OutputStream out, Map<String, byte[]> members) throws IOException {
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(member.getKey());
        entry.setSize(member.getValue().length);
        entry.setModTime(1_767_225_600_000L);
        tar.putArchiveEntry(entry);
        tar.write(member.getValue());
        tar.closeArchiveEntry();
      }
    }
  }

  private static void zip(OutputStream out, Map<String, byte[]> members) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
      }
    }
  }
}
