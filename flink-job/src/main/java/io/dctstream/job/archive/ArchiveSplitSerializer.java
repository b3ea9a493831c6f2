package io.dctstream.job.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Splits in checkpoints and on the network. */
final class ArchiveSplitSerializer implements SimpleVersionedSerializer<ArchiveSplit> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ArchiveSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    write(split, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public ArchiveSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException("Splits of version %d cannot be read".formatted(version));
    }
    return read(new DataInputDeserializer(bytes));
  }

  static void write(ArchiveSplit split, DataOutputView out) throws IOException {
    StringValue.writeString(split.splitId(), out);
    out.writeInt(split.position().file());
    out.writeLong(split.position().member());
    out.writeInt(split.files().size());
    for (FoundFile file : split.files()) {
      StringValue.writeString(file.uri(), out);
      out.writeLong(file.bytes());
      out.writeLong(file.modified());
      StringValue.writeString(file.problem(), out);
    }
  }

  static ArchiveSplit read(DataInputView in) throws IOException {
    String id = StringValue.readString(in);
    Position position = new Position(in.readInt(), in.readLong());
    int count = in.readInt();
    List<FoundFile> files = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      files.add(
          new FoundFile(
              StringValue.readString(in),
              in.readLong(),
              in.readLong(),
              StringValue.readString(in)));
    }
    return new ArchiveSplit(id, files, position);
  }
}
