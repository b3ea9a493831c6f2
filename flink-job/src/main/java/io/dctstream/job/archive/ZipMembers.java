package io.dctstream.job.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Enumeration;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.input.ChecksumInputStream;

/** The members of a zip archive, whose directory is kept in memory. */
final class ZipMembers implements Members {
  /** What names are in that do not say that they are UTF-8. */
  private static final Charset IBM437 = Charset.forName("IBM437");

  private static final int HEADER_BYTES = 30;

  private final StoredBytes stored;
  private final ZipFile zip;
  private final Enumeration<ZipArchiveEntry> entries;
  private long consumed;

  ZipMembers(StoredBytes stored) throws IOException {
    this.stored = stored;
    zip =
        ZipFile.builder()
            .setSeekableByteChannel(new BlockwiseChannel(stored.channel()))
            .setIgnoreLocalFileHeader(true)
            .get();
    entries = zip.getEntriesInPhysicalOrder();
  }

  @Override
  public Member next() {
    while (entries.hasMoreElements()) {
      ZipArchiveEntry entry = entries.nextElement();
      consumed += Math.max(0, entry.getCompressedSize()) + HEADER_BYTES;
      if (!entry.isDirectory() && !entry.isUnixSymlink()) {
        return new Member(
            entry.getGeneralPurposeBit().usesUTF8ForNames()
                ? entry.getName()
                : Names.of(entry.getRawName(), IBM437),
            entry.getSize(),
            Math.max(0, entry.getTime()),
            problem(entry),
            () -> content(entry));
      }
    }
    return null;
  }

  @Override
  public long consumed() {
    return consumed;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private String problem(ZipArchiveEntry entry) {
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      return "is encrypted";
    }
    return zip.canReadEntryData(entry) ? null : "is compressed in a way that cannot be read";
  }

  private InputStream content(ZipArchiveEntry entry) throws IOException {
    try {
      return new Damageable(
          stored,
          ChecksumInputStream.builder()
              .setInputStream(zip.getInputStream(entry))
              .setChecksum(new CRC32())
              .setExpectedChecksumValue(entry.getCrc())
              .get());
    } catch (IOException e) {
      throw stored.failed() ? e : new MemberException(e);
    }
  }

  /** Damage to one member does not harm the others. */
  private static final class Damageable extends FilterInputStream {
    private final StoredBytes stored;

    Damageable(StoredBytes stored, InputStream in) {
      super(in);
      this.stored = stored;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return in.read(target, offset, length);
      } catch (IOException e) {
        throw stored.failed() ? e : new MemberException(e);
      }
    }
  }
}
