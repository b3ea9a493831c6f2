package io.dctstream.inference.serving;

import io.dctstream.contract.ContractException;
import io.dctstream.contract.ModelContract;
import io.dctstream.inference.Batch;
import io.dctstream.inference.DeviceException;
import io.dctstream.inference.InferenceSettings;
import io.dctstream.inference.OnnxModel;
import java.io.IOException;
import java.util.List;

/**
 * A version that is ready to classify: its session, warmed up, and the memory of its batches. Close
 * it. One thread at a time may use a batch.
 */
public final class LoadedModel implements AutoCloseable {
  private final VersionFile file;
  private final OnnxModel model;
  private final List<Batch> batches;

  private LoadedModel(VersionFile file, OnnxModel model, int batchSize) {
    this.file = file;
    this.model = model;
    this.batches = List.of(model.newBatch(batchSize), model.newBatch(batchSize));
  }

  /**
   * Opens a version, and runs it over blank images as the first batches will.
   *
   * @throws IOException if the file cannot be read
   * @throws ContractException if it is not a model of the deployment that works
   * @throws DeviceException if the device was asked for and cannot run models
   */
  static LoadedModel open(
      ModelDirectory directory, VersionFile file, Deployment deployment, InferenceSettings settings)
      throws IOException, ContractException, DeviceException {
    OnnxModel model = directory.open(file, settings);
    LoadedModel loaded = null;
    try {
      deployment.check(model);
      loaded = new LoadedModel(file, model, settings.batchSize());
      for (Batch batch : loaded.batches) {
        batch.warmUp();
      }
      return loaded;
    } catch (ContractException | RuntimeException | Error e) {
      if (loaded != null) {
        loaded.close();
      }
      model.close();
      throw e;
    }
  }

  public ModelContract contract() {
    return model.contract();
  }

  /** The version that predictions name. */
  public String version() {
    return contract().version();
  }

  /** When its file was written, milliseconds since 1970-01-01 UTC. */
  public long modified() {
    return file.modified();
  }

  /** Two: one fills while the model runs the other. */
  public List<Batch> batches() {
    return batches;
  }

  /** Whether it lies in the folder of a version. */
  boolean isOf(String folder) {
    return file.version().equals(folder);
  }

  /** Frees batches and session; does nothing if it is closed. */
  @Override
  public void close() {
    batches.forEach(Batch::close);
    model.close();
  }

  @Override
  public String toString() {
    return contract().name() + " version " + version();
  }
}
