package io.dctstream.job;

import io.dctstream.contract.ContractException;
import io.dctstream.contract.ModelContract;
import io.dctstream.inference.ModelFile;
import io.dctstream.inference.OnnxModel;
import java.io.IOException;
import org.apache.flink.core.fs.Path;

/**
 * The model as the job's graph needs it.
 *
 * @param path absolute, because TaskManagers have other working directories
 * @param contract what the model promises; the decoder is set up from it
 */
record JobModel(String path, ModelContract contract) {
  /**
   * Opens the model once, here, so that one that would fail on the cluster is refused now.
   *
   * @throws JobException if the file is missing, or is no model that keeps its contract
   */
  static JobModel open(String path) throws JobException {
    try {
      Path file = new Path(path);
      String absolute = file.makeQualified(file.getFileSystem()).toString();
      try (OnnxModel model = ModelFile.open(absolute)) {
        return new JobModel(absolute, model.contract());
      }
    } catch (ContractException e) {
      throw new JobException(e.getMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new JobException(
          "The model %s cannot be read (%s); set '%s'"
              .formatted(path, e.getMessage(), InferenceOptions.MODEL_PATH.key()),
          e);
    }
  }
}
