package io.dctstream.job.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.input.CloseShieldInputStream;

/** The members of a tar archive. */
final class TarMembers implements Members {
  private final TarArchiveInputStream tar;
  private final StoredBytes stored;

  TarMembers(InputStream in, StoredBytes stored) {
    // Byte by byte, so that names of any encoding survive until they are looked at.
    this.tar = new TarArchiveInputStream(in, ISO_8859_1.name());
    this.stored = stored;
  }

  @Override
  public Member next() throws IOException {
    TarArchiveEntry entry = tar.getNextEntry();
    while (entry != null && !holdsBytes(entry)) {
      entry = tar.getNextEntry();
    }
    if (entry == null) {
      return null;
    }
    return new Member(
        name(entry.getName()),
        entry.getSize(),
        entry.getLastModifiedTime().toMillis(),
        tar.canReadEntryData(entry) ? null : "is stored in a way that cannot be read",
        () -> CloseShieldInputStream.wrap(tar));
  }

  @Override
  public long consumed() {
    return stored.position();
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private static boolean holdsBytes(TarArchiveEntry entry) {
    return entry.isFile()
        && !(entry.isLink()
            || entry.isSymbolicLink()
            || entry.isFIFO()
            || entry.isCharacterDevice()
            || entry.isBlockDevice());
  }

  /** A name out of a PAX header is text already, and may be of more than bytes. */
  private static String name(String name) {
    return name.chars().allMatch(c -> c <= 0xff)
        ? Names.of(name.getBytes(ISO_8859_1), ISO_8859_1)
        : name;
  }
}
