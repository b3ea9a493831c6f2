package io.dctstream.job.archive;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.Origin;
import io.dctstream.contract.Reject;
import io.dctstream.contract.RejectCode;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import javax.annotation.Nullable;
import org.apache.flink.util.IOUtils;

/**
 * The images of a split, from its position on. What cannot be read becomes a reject: a file, a
 * member, or a shard from where it is damaged.
 */
final class SplitImages implements Closeable {
  /**
   * One thing out of the split.
   *
   * @param behind the split's position when it has been taken
   */
  record Step(Arrival arrival, Position behind) {}

  /** How often one tries to read a file or to get further in a shard. */
  private static final int ATTEMPTS = 3;

  private static final long PAUSE_MILLIS = 500;

  private final ArchiveSplit split;
  private final ImageSelection wanted;

  private Position position;
  @Nullable private StoredBytes stored;
  @Nullable private ShardImages shard;
  private int failures;

  SplitImages(ArchiveSplit split, ImageSelection wanted) {
    this.split = split;
    this.wanted = wanted;
    this.position = split.position();
  }

  /** The next step; null when the split is done. */
  @Nullable
  Step next() {
    while (position.file() < split.files().size()) {
      FoundFile file = split.files().get(position.file());
      if (file.problem() != null) {
        return rejected(file, RejectCode.UNREADABLE, file.problem());
      }
      try {
        boolean inShard = shard != null || Shard.is(file.uri());
        Step step = inShard ? ofShard(file) : ofFile(file);
        failures = 0;
        if (step != null) {
          return step;
        }
      } catch (IOException | RuntimeException e) {
        boolean again = stored != null && stored.failed() && ++failures < ATTEMPTS;
        close();
        if (!again || !RemoteStorage.pause(failures * PAUSE_MILLIS)) {
          failures = 0;
          return rejected(file, RejectCode.UNREADABLE, problem(e));
        }
      }
    }
    return null;
  }

  @Override
  public void close() {
    IOUtils.closeAllQuietly(shard, stored); // they are read only
    shard = null;
    stored = null;
  }

  private Step ofFile(FoundFile file) throws IOException {
    if (file.bytes() > wanted.maxBytes()) {
      return tooLarge(file);
    }
    URI uri = URI.create(file.uri());
    stored = open(uri);
    byte[] jpeg = WholeContent.read(stored, file.bytes(), wanted.maxBytes() + 1);
    close();
    if (jpeg.length > wanted.maxBytes()) {
      return tooLarge(file);
    }
    Origin origin = origin(uri);
    position = position.nextFile();
    return new Step(
        Arrival.of(new ImageRecord(origin.text(), origin, file.modified(), jpeg), file.bytes(), 0),
        position);
  }

  @Nullable
  private Step ofShard(FoundFile file) throws IOException {
    if (shard == null) {
      URI uri = URI.create(file.uri());
      stored = open(uri);
      Shard kind = Shard.of(file.uri()).orElseThrow();
      shard =
          new ShardImages(
              kind.open(stored, file.modified(), wanted.columns()),
              kind.images(wanted.names()),
              wanted.maxBytes(),
              origin(uri).text());
      shard.skip(position.member());
    }
    Arrival arrival = shard.next();
    if (arrival == null) {
      close();
      position = position.nextFile();
      return null;
    }
    position = new Position(position.file(), shard.taken());
    return new Step(arrival, position);
  }

  private Step tooLarge(FoundFile file) {
    return rejected(
        file, RejectCode.TOO_LARGE, "is longer than %d bytes".formatted(wanted.maxBytes()));
  }

  /** Gives a file up, or the rest of a shard. */
  private Step rejected(FoundFile file, RejectCode code, String problem) {
    Origin origin = origin(URI.create(file.uri()));
    String message =
        position.member() == 0
            ? "%s %s".formatted(origin, problem)
            : "%s %s; its first %d members have been read"
                .formatted(origin, problem, position.member());
    position = position.nextFile();
    return new Step(
        Arrival.of(
            new Reject(origin.text(), origin, file.modified(), code, message, new byte[0]),
            file.bytes(),
            0),
        position);
  }

  private static String problem(Exception e) {
    return e instanceof IOException io ? Reason.of(io) : "is damaged (%s)".formatted(e);
  }

  private static StoredBytes open(URI uri) throws IOException {
    return new StoredBytes(Storage.of(uri).open(uri));
  }

  private static Origin origin(URI uri) {
    return Origin.file(Names.text(uri));
  }
}
