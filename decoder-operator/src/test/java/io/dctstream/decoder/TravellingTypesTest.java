package io.dctstream.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.contract.Comparison;
import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.LabelScore;
import io.dctstream.contract.Origin;
import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Prediction;
import io.dctstream.contract.Reject;
import io.dctstream.contract.RejectCode;
import io.dctstream.jpegdct.Warnings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The records of the contract cross Flink's network without Kryo, and arrive as they left. */
class TravellingTypesTest {
  private static final Origin ORIGIN = Origin.kafka("images", 3, 42);
  private static final byte[] BYTES = {(byte) 0xff, (byte) 0xd8, 0, 1};
  private static final Warnings WARNINGS = new Warnings(3, "Premature end of JPEG file");

  static Stream<Object> records() {
    return Stream.of(
        new ImageRecord("ä", ORIGIN, 7, BYTES),
        new ImageRecord("empty", ORIGIN, -1, new byte[0]),
        new PackedImage("b", ORIGIN.with(Map.of("cls", "3")), 8, BYTES, Warnings.NONE),
        new PackedImage("warned", ORIGIN, 8, BYTES, WARNINGS),
        new Reject("c", ORIGIN, 9, RejectCode.TRUNCATED, "It ends.", BYTES),
        prediction("1"),
        new Comparison(prediction("1"), prediction("2"), 0.25f));
  }

  private static Prediction prediction(String version) {
    return new Prediction(
        "d",
        ORIGIN,
        10,
        "shapes",
        version,
        List.of(new LabelScore("disc", 0.75f), new LabelScore("ring", 0.25f)),
        WARNINGS,
        11);
  }

  @ParameterizedTest
  @MethodSource("records")
  void roundTripWithoutKryo(Object record) throws Exception {
    roundTrip(record, TypeInformation.of(record.getClass()));
  }

  private static <T> void roundTrip(Object record, TypeInformation<T> type) throws Exception {
    SerializerConfigImpl noKryo = new SerializerConfigImpl();
    noKryo.setGenericTypes(false);
    TypeSerializer<T> serializer = type.createSerializer(noKryo);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(type.getTypeClass().cast(record), out);
    T back = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(back).usingRecursiveComparison().isEqualTo(record);
  }
}
