package io.dctstream.job;

import io.dctstream.contract.LabelScore;
import io.dctstream.contract.Origin;
import io.dctstream.contract.Prediction;
import io.dctstream.jpegdct.Warnings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;

/**
 * Predictions as Avro, the values of the output topic: Avro's single-object encoding, which is two
 * bytes of marker, the fingerprint of the schema in eight, and the record in binary. So each value
 * names the schema that it was written with, and no registry is needed to read it.
 *
 * <p>Thread-safe.
 */
public final class PredictionAvro {
  /** The schema, {@code prediction.avsc} beside this class. */
  public static final Schema SCHEMA = schema();

  private static final Schema LABEL_SCORE = SCHEMA.getField("top").schema().getElementType();
  private static final Schema WARNINGS = SCHEMA.getField("warnings").schema().getTypes().get(1);

  private static final BinaryMessageEncoder<GenericRecord> ENCODER =
      new BinaryMessageEncoder<>(GenericData.get(), SCHEMA);
  private static final BinaryMessageDecoder<GenericRecord> DECODER =
      new BinaryMessageDecoder<>(GenericData.get(), SCHEMA);

  private PredictionAvro() {}

  /** One prediction. */
  public static byte[] write(Prediction prediction) {
    GenericRecord document = new GenericData.Record(SCHEMA);
    document.put("id", prediction.id());
    document.put("origin", prediction.origin().text());
    document.put("timestamp", prediction.timestamp());
    document.put("model", prediction.model());
    document.put("version", prediction.version());
    document.put("top", prediction.top().stream().map(PredictionAvro::labelScore).toList());
    if (prediction.warnings().any()) {
      document.put("warnings", warnings(prediction.warnings()));
    }
    document.put("attributes", prediction.origin().attributes());
    document.put("classifiedAt", prediction.classifiedAt());
    try {
      ByteBuffer message = ENCODER.encode(document);
      byte[] bytes = new byte[message.remaining()];
      message.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new IllegalStateException("A prediction could not be written as Avro", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is no prediction, or one of a schema that this version does not know
   */
  public static Prediction read(byte[] message) throws IOException {
    GenericRecord document;
    try {
      document = DECODER.decode(message);
    } catch (AvroRuntimeException e) {
      throw new IOException("This is no Avro prediction: " + e.getMessage(), e);
    }
    List<LabelScore> top = new ArrayList<>();
    for (Object labelScore : (List<?>) document.get("top")) {
      GenericRecord record = (GenericRecord) labelScore;
      top.add(new LabelScore(text(record, "label"), (float) record.get("score")));
    }
    Map<String, String> attributes = new HashMap<>();
    ((Map<?, ?>) document.get("attributes"))
        .forEach((name, text) -> attributes.put(name.toString(), text.toString()));
    GenericRecord warnings = (GenericRecord) document.get("warnings");
    return new Prediction(
        text(document, "id"),
        new Origin(text(document, "origin"), Map.copyOf(attributes)),
        (long) document.get("timestamp"),
        text(document, "model"),
        text(document, "version"),
        top,
        warnings == null
            ? Warnings.NONE
            : new Warnings((int) warnings.get("count"), text(warnings, "first")),
        (long) document.get("classifiedAt"));
  }

  private static GenericRecord labelScore(LabelScore labelScore) {
    GenericRecord record = new GenericData.Record(LABEL_SCORE);
    record.put("label", labelScore.label());
    record.put("score", labelScore.score());
    return record;
  }

  private static GenericRecord warnings(Warnings warnings) {
    GenericRecord record = new GenericData.Record(WARNINGS);
    record.put("count", warnings.count());
    record.put("first", warnings.first());
    return record;
  }

  private static String text(GenericRecord record, String field) {
    return record.get(field).toString();
  }

  private static Schema schema() {
    try (InputStream avsc = PredictionAvro.class.getResourceAsStream("prediction.avsc")) {
      return new Schema.Parser().parse(avsc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
