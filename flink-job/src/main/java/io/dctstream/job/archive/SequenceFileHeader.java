package io.dctstream.job.archive;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.annotation.Nullable;

/**
 * What the beginning of a Hadoop SequenceFile says: {@code SEQ} and a version, the classes of keys
 * and values, how it is compressed, metadata, and the mark between its parts.
 *
 * @param keyClass Hadoop's class of the keys
 * @param codec what it is compressed with; null if it is not
 * @param blocks whether many records are compressed together
 * @param mark 16 bytes that stand between parts
 */
record SequenceFileHeader(
    String keyClass, @Nullable HadoopCodec codec, boolean blocks, byte[] mark) {
  private static final byte[] MAGIC = {'S', 'E', 'Q'};
  private static final int VERSION = 6;
  private static final int MARK_BYTES = 16;
  private static final String BYTES = "org.apache.hadoop.io.BytesWritable";

  static SequenceFileHeader read(DataInputStream in) throws IOException {
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw new IOException("it is no SequenceFile");
    }
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "it is a SequenceFile of version %d, and only %d can be read"
              .formatted(version, VERSION));
    }
    String keyClass = Writables.text(in);
    String valueClass = Writables.text(in);
    if (!valueClass.equals(BYTES)) {
      throw new IOException(
          "its values are of %s, and images are of %s".formatted(valueClass, BYTES));
    }
    boolean compressed = in.readBoolean();
    boolean blocks = in.readBoolean();
    HadoopCodec codec = compressed ? HadoopCodec.of(Writables.text(in)) : null;
    for (int entries = in.readInt(); entries > 0; entries--) {
      Writables.text(in);
      Writables.text(in);
    }
    byte[] mark = new byte[MARK_BYTES];
    in.readFully(mark);
    return new SequenceFileHeader(keyClass, codec, blocks, mark);
  }

  /** Reads the mark, which shows that nothing before it was damaged. */
  void expectMark(DataInputStream in) throws IOException {
    byte[] found = new byte[MARK_BYTES];
    in.readFully(found);
    if (!Arrays.equals(found, mark)) {
      throw new IOException("it is damaged: a mark is missing");
    }
  }
}
