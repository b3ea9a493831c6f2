package io.dctstream.job.archive;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** The enumerator's state in checkpoints. */
final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(EnumeratorState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    writeStrings(state.roots().stream().map(URI::toString).toList(), out);
    out.writeBoolean(state.after() != null);
    if (state.after() != null) {
      out.writeInt(state.after().root());
      writeStrings(state.after().path(), out);
    }
    out.writeLong(state.splits());
    out.writeInt(state.returned().size());
    for (ArchiveSplit split : state.returned()) {
      ArchiveSplitSerializer.write(split, out);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public EnumeratorState deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException("A walk of version %d cannot be read".formatted(version));
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    List<URI> roots = readStrings(in).stream().map(URI::create).toList();
    WalkPosition after = in.readBoolean() ? new WalkPosition(in.readInt(), readStrings(in)) : null;
    long splits = in.readLong();
    int count = in.readInt();
    List<ArchiveSplit> returned = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      returned.add(ArchiveSplitSerializer.read(in));
    }
    return new EnumeratorState(roots, after, splits, returned);
  }

  private static void writeStrings(List<String> strings, DataOutputView out) throws IOException {
    out.writeInt(strings.size());
    for (String string : strings) {
      StringValue.writeString(string, out);
    }
  }

  private static List<String> readStrings(DataInputView in) throws IOException {
    int count = in.readInt();
    List<String> strings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      strings.add(StringValue.readString(in));
    }
    return strings;
  }
}
