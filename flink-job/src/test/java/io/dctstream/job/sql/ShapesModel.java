package io.dctstream.job.sql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.dctstream.inference.Batch;
import io.dctstream.inference.ModelFile;
import io.dctstream.inference.OnnxModel;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.FittedDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The model of the drawn pictures that ships, asked for one picture at a time. */
final class ShapesModel implements AutoCloseable {
  static final String FILE = "../models/shapes/1/model.onnx";

  private final OnnxModel model;
  private final FittedDecoder decoder;
  private final Batch batch;

  private ShapesModel(OnnxModel model) {
    this.model = model;
    this.decoder =
        FittedDecoder.open(
            model.contract().grid(),
            model.contract().fit(),
            DecodeLimits.DEFAULT,
            DamagePolicy.STRICT);
    this.batch = model.newBatch(1);
  }

  static ShapesModel open() throws Exception {
    return new ShapesModel(ModelFile.open(FILE));
  }

  /** Puts the model under another version of one digit into a directory of versions. */
  static void publish(Path directory, String version) throws IOException {
    // A metadata entry is the key, the tag of the value, its length and the value.
    String key = "dctstream.version\u0012\u0001";
    String bytes = Files.readString(Path.of(FILE), ISO_8859_1);
    if (!bytes.contains(key + "1")) {
      throw new IllegalStateException("The model's metadata are not written as expected");
    }
    Path folder = Files.createDirectories(directory.resolve(version));
    Path copy = folder.resolve("_model.onnx");
    Files.writeString(copy, bytes.replace(key + "1", key + version), ISO_8859_1);
    Files.move(copy, folder.resolve("model.onnx"));
  }

  byte[] payload(byte[] jpeg) throws Exception {
    return decoder.decode(jpeg);
  }

  String label(byte[] jpeg) throws Exception {
    batch.add(payload(jpeg));
    batch.run();
    String label = batch.top(0, 1).get(0).label();
    batch.clear();
    return label;
  }

  @Override
  public void close() {
    batch.close();
    decoder.close();
    model.close();
  }
}
