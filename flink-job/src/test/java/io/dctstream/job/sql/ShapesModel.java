package io.dctstream.job.sql;

import io.dctstream.inference.Batch;
import io.dctstream.inference.ModelFile;
import io.dctstream.inference.OnnxModel;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.FittedDecoder;

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
