package io.dctstream.cli.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes samples to WebDataset shards of about one size. A sample is KEY.jpg, KEY.json with its
 * path and label, and KEY.cls with the label's number. A shard has its name when it is whole. Not
 * thread-safe.
 */
final class ShardWriter implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final long shardBytes;
  private final List<String> labels;

  @Nullable private TarArchiveOutputStream tar;
  private int shards;
  private long samples;

  /**
   * @param shardBytes a shard that has so many bytes or more is closed
   * @param labels all labels; their numbers are their places
   */
  ShardWriter(Path folder, long shardBytes, List<String> labels) {
    this.folder = folder;
    this.shardBytes = shardBytes;
    this.labels = labels;
  }

  /** Adds a sample. */
  void add(PackedFile file, byte[] jpeg, long modified) throws IOException {
    if (tar == null) {
      tar =
          new TarArchiveOutputStream(
              new BufferedOutputStream(Files.newOutputStream(unfinished())), UTF_8.name());
    }
    String key = "%09d".formatted(samples++);
    Map<String, String> description = new LinkedHashMap<>();
    description.put("path", file.path().toString());
    write(key + ".jpg", jpeg, modified);
    if (file.label() != null) {
      description.put("label", file.label());
      int number = labels.indexOf(file.label());
      write(key + ".cls", Integer.toString(number).getBytes(UTF_8), modified);
    }
    write(key + ".json", JSON.writeValueAsBytes(description), modified);
    if (tar.getBytesWritten() >= shardBytes) {
      var unused = finish();
    }
  }

  /** Makes the last shard whole; returns how many there are. */
  int finish() throws IOException {
    if (tar != null) {
      tar.close();
      tar = null;
      Files.move(unfinished(), folder.resolve(name()));
      shards++;
    }
    return shards;
  }

  /** Leaves a shard that is not finished behind under a name that says so. */
  @Override
  public void close() throws IOException {
    if (tar != null) {
      tar.close();
    }
  }

  private void write(String name, byte[] bytes, long modified) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    entry.setModTime(modified);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private Path unfinished() {
    return folder.resolve(name() + ".unfinished");
  }

  private String name() {
    return "shard-%06d.tar".formatted(shards);
  }
}
