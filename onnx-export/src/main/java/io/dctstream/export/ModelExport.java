package io.dctstream.export;

import io.dctstream.train.TrainingException;
import java.io.IOException;
import java.nio.file.Path;

/** From the folder of a training to an ONNX file. */
@SuppressWarnings("DoNotCallSuggester")
public final class ModelExport {
  private ModelExport() {}

  /**
   * Exports the best network of a training and checks the file.
   *
   * @param folder of the training
   * @param file is written whole or not at all; an older one is replaced
   * @param name the model's name in its contract
   * @param version the model's version in its contract
   * @throws TrainingException if the folder holds no training
   * @throws ExportException if a layer cannot be converted, or ONNX Runtime's results differ
   * @throws IOException if the folder cannot be read or the file not be written
   */
  public static ExportReport export(Path folder, Path file, String name, String version)
      throws TrainingException, ExportException, IOException {
    throw new ExportException("Not yet: " + folder + file + name + version);
  }
}
