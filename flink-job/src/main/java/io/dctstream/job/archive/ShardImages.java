package io.dctstream.job.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.contract.Origin;
import io.dctstream.contract.RejectCode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import javax.annotation.Nullable;

/** The images of one shard, from a given member on. */
final class ShardImages implements Closeable {
  /** Extensions of members that travel with the image of the same name. */
  private static final Set<String> TEXTS = Set.of("cls", "json", "txt");

  private static final int LONGEST_TEXT = 64 << 10;

  private final Members members;
  private final ImageNames names;
  private final int maxBytes;
  private final String path;

  private long taken;
  private long reported;
  private long skipped;

  /** The member that has been looked at and belongs to the next sample. */
  @Nullable private Member ahead;

  private boolean ended;

  /** Why it cannot be read any further. */
  @Nullable private IOException failure;

  /**
   * @param path the shard's name in origins
   * @param maxBytes longest image that is read
   */
  ShardImages(Members members, ImageNames names, int maxBytes, String path) {
    this.members = members;
    this.names = names;
    this.maxBytes = maxBytes;
    this.path = path;
  }

  /** Passes over members that an earlier reader has taken. */
  void skip(long count) throws IOException {
    taken = members.skip(count);
    reported = count == 0 ? 0 : members.consumed();
  }

  /** Members that belong to the arrivals so far. */
  long taken() {
    return taken;
  }

  /**
   * The next image or reject, or nothing but the rest of the bytes; null after that.
   *
   * @throws IOException if the shard cannot be read any further
   */
  @Nullable
  Arrival next() throws IOException {
    Sample sample = null;
    while (!ended && failure == null) {
      Member member = ahead;
      if (member == null) {
        try {
          member = members.next();
        } catch (IOException | RuntimeException e) {
          failure = new IOException(e.getMessage(), e);
          break; // what is whole comes first
        }
      }
      ahead = null;
      if (member == null) {
        ended = true;
        break;
      }
      String extension = extension(member.name());
      boolean image = names.match(member.name());
      if (!image && !TEXTS.contains(extension)) {
        taken++;
        skipped++;
        continue;
      }
      String key = Sample.key(member.name());
      if (sample != null && sample.isComplete() && (image || !sample.isOf(key))) {
        ahead = member;
        return arrival(sample);
      }
      if (sample == null || !sample.isOf(key)) {
        sample = new Sample(key);
      }
      take(member, image, extension, sample);
      taken++;
    }
    if (sample != null && sample.isComplete()) {
      return arrival(sample);
    }
    if (failure != null) {
      throw failure;
    }
    return endOfBytes();
  }

  @Override
  public void close() throws IOException {
    members.close();
  }

  private void take(Member member, boolean image, String extension, Sample sample)
      throws IOException {
    if (!image) {
      if (member.problem() == null && member.bytes() <= LONGEST_TEXT) {
        sample.attribute(extension, new String(read(member, LONGEST_TEXT), UTF_8).strip());
      } else {
        skipped++;
      }
      return;
    }
    Origin origin = Origin.member(path, member.name());
    long modified = member.modified();
    if (member.problem() != null) {
      sample.reject(origin, modified, RejectCode.UNREADABLE, origin + " " + member.problem());
      return;
    }
    try {
      byte[] jpeg = member.bytes() > maxBytes ? null : read(member, maxBytes + 1L);
      if (jpeg == null || jpeg.length > maxBytes) {
        sample.reject(
            origin,
            modified,
            RejectCode.TOO_LARGE,
            "%s is longer than %d bytes".formatted(origin, maxBytes));
      } else {
        sample.image(origin, modified, jpeg);
      }
    } catch (MemberException e) {
      sample.reject(origin, modified, RejectCode.UNREADABLE, origin + " " + Reason.of(e));
    }
  }

  private static byte[] read(Member member, long most) throws IOException {
    try (InputStream in = member.content().open()) {
      return WholeContent.read(in, member.bytes(), (int) Math.min(Integer.MAX_VALUE, most));
    }
  }

  private Arrival arrival(Sample sample) {
    return sample.arrival(newBytes(), newSkipped());
  }

  @Nullable
  private Arrival endOfBytes() {
    long bytes = newBytes();
    long left = newSkipped();
    return bytes > 0 || left > 0 ? Arrival.nothing(bytes, left) : null;
  }

  private long newBytes() {
    long bytes = Math.max(0, members.consumed() - reported);
    reported += bytes;
    return bytes;
  }

  private long newSkipped() {
    long count = skipped;
    skipped = 0;
    return count;
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
