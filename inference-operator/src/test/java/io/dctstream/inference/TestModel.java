package io.dctstream.inference;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.TensorLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tiny ONNX file, written field by field; the numbers are those of onnx.proto (IR 8, opset 17).
 *
 * <p>The network looks at one number: the DC coefficient of the first luma block, in steps of 8,
 * chooses a row of a table of logits. {@link TestImages#grey} makes an image for each row. Row
 * {@link #NAN_ROW} is not a number, and a row that the table lacks makes ONNX Runtime fail: a
 * defect of one image that breaks the run of its whole batch.
 *
 * @param metadata of the file
 * @param inputs of the graph
 * @param scores the name of the output that has the softmax
 * @param table of logits, a row for each grey
 * @param loses whether the model loses its device: see {@link #losingItsDevice}
 */
public record TestModel(
    Map<String, String> metadata,
    Map<String, Tensor> inputs,
    String scores,
    List<float[]> table,
    boolean loses) {
  public static final ModelContract CONTRACT = contract("table", "7", 2);

  static final int NAN_ROW = 3;
  static final int MISSING_ROW = 4;

  public static final int FLOAT = 1;
  static final int INT64 = 7;
  static final int DOUBLE = 11;

  private static final float[] NOT_A_NUMBER = {Float.NaN, Float.NaN, Float.NaN};

  private static final List<float[]> TABLE =
      List.of(new float[] {3, 1, 0}, new float[] {1, 3, 2}, new float[] {0, 1, 3}, NOT_A_NUMBER);

  /** Whose draws are below a half so often as two batches warm up, and then above it. */
  private static final float SEED = 9225;

  /** Type and shape of an input; -1 is a dimension that is free. */
  public record Tensor(int type, long... shape) {}

  /** A model that keeps its contract. */
  public static TestModel good() {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put("y", new Tensor(FLOAT, -1, 64, 2, 2));
    inputs.put("cb", new Tensor(FLOAT, -1, 64, 1, 1));
    inputs.put("cr", new Tensor(FLOAT, -1, 64, 1, 1));
    return new TestModel(CONTRACT.toMetadata(), inputs, "scores", TABLE, false);
  }

  /** A model that keeps its contract, of some version. */
  public static TestModel version(String version) {
    return good().withMetadata(contract("table", version, 2).toMetadata());
  }

  /**
   * What the model promises.
   *
   * @param blocks width and height of the grid
   */
  public static ModelContract contract(String name, String version, int blocks) {
    return new ModelContract(
        name,
        version,
        TensorLayout.of(new BlockGrid(blocks, blocks)),
        Fit.EXACT,
        List.of("a", "b", "c"),
        "written by hand");
  }

  public TestModel withTable(float[]... rows) {
    return new TestModel(metadata, inputs, scores, List.of(rows), loses);
  }

  /** Scores that are not numbers, even of a blank image. */
  public TestModel withoutNumbers() {
    return withTable(NOT_A_NUMBER);
  }

  /** The same answers out of so many bytes of memory. */
  public TestModel withBallast(int bytes) {
    List<float[]> rows = new ArrayList<>(table);
    rows.addAll(Collections.nCopies(bytes / Float.BYTES / NOT_A_NUMBER.length, NOT_A_NUMBER));
    return new TestModel(metadata, inputs, scores, rows, loses);
  }

  /** Works while two batches warm up, and then fails on every image, blank ones included. */
  public TestModel losingItsDevice() {
    return new TestModel(metadata, inputs, scores, table, true);
  }

  public TestModel withMetadata(Map<String, String> other) {
    return new TestModel(other, inputs, scores, table, loses);
  }

  public TestModel withInput(String name, Tensor tensor) {
    Map<String, Tensor> changed = new LinkedHashMap<>(inputs);
    changed.put(name, tensor);
    return new TestModel(metadata, changed, scores, table, loses);
  }

  public TestModel withoutInput(String name) {
    Map<String, Tensor> changed = new LinkedHashMap<>(inputs);
    changed.remove(name);
    return new TestModel(metadata, changed, scores, table, loses);
  }

  public TestModel withScoresNamed(String name) {
    return new TestModel(metadata, inputs, name, table, loses);
  }

  public byte[] toBytes() {
    return message(
            model -> {
              model.writeInt64(1, 8);
              model.writeBytes(7, graph());
              model.writeBytes(8, message(opset -> opset.writeInt64(2, 17)));
              for (Map.Entry<String, String> entry : metadata.entrySet()) {
                model.writeBytes(
                    14,
                    message(
                        property -> {
                          property.writeString(1, entry.getKey());
                          property.writeString(2, entry.getValue());
                        }));
              }
            })
        .toByteArray();
  }

  private ByteString graph() {
    return message(
        graph -> {
          graph.writeBytes(1, node("Cast", "to", FLOAT, "float", "y"));
          graph.writeBytes(1, node("Flatten", "axis", 1, "flat", "float"));
          graph.writeBytes(1, node("Gather", "axis", 1, "dc", "flat", "first"));
          graph.writeBytes(1, node("Mul", null, 0, "steps", "dc", "eighth"));
          graph.writeBytes(1, node("Round", null, 0, "rounded", "steps"));
          graph.writeBytes(1, node("Cast", "to", INT64, "row", "rounded"));
          if (loses) {
            loseTheDevice(graph);
          }
          graph.writeBytes(1, node("Gather", "axis", 0, "logits", "table", loses ? "lost" : "row"));
          graph.writeBytes(1, node("Softmax", "axis", -1, scores, "logits"));
          graph.writeString(2, "table");
          graph.writeBytes(5, index("first", 0));
          graph.writeBytes(5, floats("eighth", new float[] {1 / 8f}));
          graph.writeBytes(5, floats("table", flat(table), table.size(), table.get(0).length));
          for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
            graph.writeBytes(11, value(input.getKey(), input.getValue()));
          }
          graph.writeBytes(12, value("logits", new Tensor(FLOAT, -1, 3)));
          graph.writeBytes(12, value(scores, new Tensor(FLOAT, -1, 3)));
        });
  }

  /** Adds to the row a number that is zero or so great that there is no such row. */
  private static void loseTheDevice(CodedOutputStream graph) throws IOException {
    graph.writeBytes(
        1,
        message(
            random -> {
              random.writeString(2, "draw");
              random.writeString(4, "RandomUniform");
              random.writeBytes(
                  5,
                  message(
                      shape -> {
                        shape.writeString(1, "shape");
                        shape.writeInt64(8, 1);
                        shape.writeInt32(20, 7);
                      }));
              random.writeBytes(
                  5,
                  message(
                      seed -> {
                        seed.writeString(1, "seed");
                        seed.writeFloat(2, SEED);
                        seed.writeInt32(20, 1);
                      }));
            }));
    graph.writeBytes(1, node("Round", null, 0, "zero or one", "draw"));
    graph.writeBytes(1, node("Cast", "to", INT64, "whole", "zero or one"));
    graph.writeBytes(1, node("Mul", null, 0, "step", "whole", "many"));
    graph.writeBytes(1, node("Add", null, 0, "lost", "row", "step"));
    graph.writeBytes(5, index("many", 1000));
  }

  private static ByteString node(
      String type, String attribute, long setting, String output, String... inputs) {
    return message(
        node -> {
          for (String input : inputs) {
            node.writeString(1, input);
          }
          node.writeString(2, output);
          node.writeString(4, type);
          if (attribute != null) {
            node.writeBytes(
                5,
                message(
                    number -> {
                      number.writeString(1, attribute);
                      number.writeInt64(3, setting);
                      number.writeInt32(20, 2);
                    }));
          }
        });
  }

  private static ByteString floats(String name, float[] values, long... shape) {
    return message(
        tensor -> {
          for (long size : shape) {
            tensor.writeInt64(1, size);
          }
          tensor.writeInt32(2, FLOAT);
          for (float value : values) {
            tensor.writeFloat(4, value);
          }
          tensor.writeString(8, name);
        });
  }

  private static ByteString index(String name, long value) {
    return message(
        tensor -> {
          tensor.writeInt32(2, INT64);
          tensor.writeInt64(7, value);
          tensor.writeString(8, name);
        });
  }

  private static ByteString value(String name, Tensor tensor) {
    ByteString shape =
        message(
            dimensions -> {
              for (long size : tensor.shape()) {
                dimensions.writeBytes(1, message(dimension -> writeSize(dimension, size)));
              }
            });
    ByteString type =
        message(
            typed -> {
              typed.writeInt32(1, tensor.type());
              typed.writeBytes(2, shape);
            });
    return message(
        info -> {
          info.writeString(1, name);
          info.writeBytes(2, message(any -> any.writeBytes(1, type)));
        });
  }

  private static void writeSize(CodedOutputStream dimension, long size) throws IOException {
    if (size < 0) {
      dimension.writeString(2, "N");
    } else {
      dimension.writeInt64(1, size);
    }
  }

  private static float[] flat(List<float[]> rows) {
    int labels = rows.get(0).length;
    float[] all = new float[rows.size() * labels];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, all, row * labels, labels);
    }
    return all;
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static ByteString message(Fields fields) {
    ByteString.Output bytes = ByteString.newOutput();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteString();
  }
}
