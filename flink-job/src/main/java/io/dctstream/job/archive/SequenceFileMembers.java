package io.dctstream.job.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import javax.annotation.Nullable;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * The records of a Hadoop SequenceFile, as Hadoop's Javadoc of {@code SequenceFile} describes them.
 * A record is its length, its key's length, key and value; or many are one block: the lengths of
 * keys, keys, lengths of values and values, each compressed as a whole. Values are read as a
 * stream, so that no length which a damaged file claims is taken from memory.
 */
final class SequenceFileMembers implements Members {
  /** Bytes of all the keys of a block, or of their lengths; what claims more is damaged. */
  private static final int LONGEST_KEYS = 64 << 20;

  /** In the place of a record's length: a mark comes. */
  private static final int MARK = -1;

  private final StoredBytes stored;
  private final long modified;
  private final DataInputStream in;
  private final SequenceFileHeader header;
  private long record;

  /** What is left of the last value or block, as it is stored. */
  private BoundedInputStream rest;

  /** Records that are left of the block. */
  private long left;

  private DataInputStream keyLengths;
  private DataInputStream keys;
  private DataInputStream valueLengths;
  private DataInputStream values;

  /** What is left of the last value in its block. */
  private BoundedInputStream value;

  SequenceFileMembers(StoredBytes stored, long modified) throws IOException {
    this.stored = stored;
    this.modified = modified;
    in = new DataInputStream(new BufferedInputStream(stored, 1 << 16));
    header = SequenceFileHeader.read(in);
    rest = part(in, 0);
    value = part(in, 0);
  }

  @Override
  @Nullable
  public Member next() throws IOException {
    try {
      return header.blocks() ? nextOfBlock() : nextRecord();
    } catch (EOFException e) {
      throw new IOException("it ends in the middle of a record", e);
    }
  }

  @Override
  public long consumed() {
    return stored.position();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  @Nullable
  private Member nextRecord() throws IOException {
    in.skipNBytes(rest.getRemaining());
    Integer length = lengthOrEnd();
    while (length != null && length == MARK) {
      header.expectMark(in);
      length = lengthOrEnd();
    }
    if (length == null) {
      return null;
    }
    int keyLength = Writables.length(in.readInt(), Math.min(length, LONGEST_KEYS));
    String name = name(in, keyLength);
    rest = part(in, length - keyLength);
    BoundedInputStream stream = rest;
    return header.codec() == null
        ? member(name, rest)
        : new Member(name, -1, modified, null, () -> expandedValue(stream));
  }

  @Nullable
  private Member nextOfBlock() throws IOException {
    while (left == 0) {
      in.skipNBytes(rest.getRemaining());
      Integer length = lengthOrEnd();
      if (length == null) {
        return null;
      }
      if (length != MARK) {
        throw new IOException("it is damaged: a mark is missing");
      }
      header.expectMark(in);
      left = Writables.length(in, Integer.MAX_VALUE);
      keyLengths = expanded(Writables.length(in, LONGEST_KEYS));
      keys = expanded(Writables.length(in, LONGEST_KEYS));
      valueLengths = expanded(Writables.length(in, LONGEST_KEYS));
      rest = part(in, Writables.length(in, Integer.MAX_VALUE));
      values = new DataInputStream(header.codec().expand(rest));
      value = part(values, 0);
    }
    values.skipNBytes(value.getRemaining());
    left--;
    String name = name(keys, Writables.length(keyLengths, LONGEST_KEYS));
    value = part(values, Writables.length(valueLengths, Integer.MAX_VALUE));
    return member(name, value);
  }

  private Member member(String name, InputStream stream) throws IOException {
    BoundedInputStream image = value(new DataInputStream(stream));
    return new Member(name, image.getRemaining(), modified, null, () -> image);
  }

  /** What a BytesWritable holds: its length, and so many bytes. */
  private static BoundedInputStream value(DataInputStream stream) throws IOException {
    return part(stream, Writables.length(stream.readInt(), Integer.MAX_VALUE));
  }

  /** The same of a record that is compressed, whose stream is closed with it. */
  private InputStream expandedValue(InputStream record) throws IOException {
    DataInputStream stream = new DataInputStream(header.codec().expand(record));
    return BoundedInputStream.builder()
        .setInputStream(stream)
        .setMaxCount(Writables.length(stream.readInt(), Integer.MAX_VALUE))
        .get();
  }

  private String name(DataInputStream stream, int length) throws IOException {
    byte[] key = stream.readNBytes(length);
    if (key.length < length) {
      throw new EOFException();
    }
    return Writables.name(header.keyClass(), key, record++);
  }

  /** Part of a block, of which nothing is expanded before it is asked for. */
  private DataInputStream expanded(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    return new DataInputStream(header.codec().expand(new ByteArrayInputStream(bytes)));
  }

  /** A record's length, or {@link #MARK}; null at the end of the file. */
  @Nullable
  private Integer lengthOrEnd() throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    int length = (first << 24) | (in.readUnsignedByte() << 16) | in.readUnsignedShort();
    return length == MARK ? length : Writables.length(length, Integer.MAX_VALUE);
  }

  private static BoundedInputStream part(InputStream stream, long length) throws IOException {
    return BoundedInputStream.builder()
        .setInputStream(stream)
        .setMaxCount(length)
        .setPropagateClose(false)
        .get();
  }
}
