package io.dctstream.cli;

import io.dctstream.contract.ContractException;
import io.dctstream.contract.LabelScore;
import io.dctstream.contract.ModelContract;
import io.dctstream.inference.Batch;
import io.dctstream.inference.InferenceException;
import io.dctstream.inference.OnnxModel;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegException;
import io.dctstream.jpegdct.Warnings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A model and its decoder, without Kafka and Flink: one JPEG in, its labels out. Owns both; close
 * it. Not thread-safe.
 */
public final class Classifier implements AutoCloseable {
  private final OnnxModel model;
  private final FittedDecoder decoder;
  private final Batch batch;

  private Classifier(OnnxModel model, DamagePolicy policy) {
    this.model = model;
    ModelContract contract = model.contract();
    this.decoder =
        FittedDecoder.open(contract.grid(), contract.fit(), DecodeLimits.DEFAULT, policy);
    this.batch = model.newBatch(1);
  }

  /**
   * Opens a model on all cores.
   *
   * @throws CommandException if there is no such file
   * @throws ContractException if the file is no model with a contract
   */
  public static Classifier open(Path model, DamagePolicy policy)
      throws CommandException, ContractException, IOException {
    if (!Files.isRegularFile(model)) {
      throw new CommandException(
          "There is no model file '%s'; name one written by './dctstream export'".formatted(model));
    }
    return new Classifier(
        OnnxModel.open(
            Files.readAllBytes(model),
            model.toString(),
            Runtime.getRuntime().availableProcessors()),
        policy);
  }

  public ModelContract contract() {
    return model.contract();
  }

  /**
   * Classifies a picture.
   *
   * @param k how many labels are wanted
   * @return best first
   * @throws JpegException if the picture cannot be decoded or fitted
   * @throws InferenceException if the model fails on it
   */
  List<LabelScore> classify(byte[] jpeg, int k) throws JpegException, InferenceException {
    batch.clear();
    batch.add(decoder.decode(jpeg));
    batch.run();
    return batch.top(0, k);
  }

  /** What libjpeg warned about in the picture that was classified last. */
  Warnings warnings() {
    return decoder.warnings();
  }

  @Override
  public void close() {
    batch.close();
    decoder.close();
    model.close();
  }
}
