package io.dctstream.inference.serving;

import io.dctstream.contract.ContractException;
import io.dctstream.contract.ModelContract;
import io.dctstream.inference.OnnxModel;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A model as a job was submitted with it. The decoder is set up from it, so each version that
 * serves later must have the same name, grid and fit; labels, frequencies and precision may differ.
 *
 * @param path a directory of {@code VERSION/model.onnx} or a single file, readable from every
 *     TaskManager
 * @param name the model's name
 * @param grid what images are decoded to
 * @param fit how images are brought to it
 * @param choice which versions classify
 * @param pollInterval how often the directory is looked at for new versions, above zero
 */
public record Deployment(
    String path, String name, BlockGrid grid, Fit fit, VersionChoice choice, Duration pollInterval)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public Deployment {
    if (pollInterval.isZero() || pollInterval.isNegative()) {
      throw new IllegalArgumentException(
          "A poll interval is longer than zero, not " + pollInterval);
    }
  }

  /**
   * Opens each version that is named, and the newest that can be opened if the latest is wanted, so
   * that what would fail on the cluster is refused before.
   *
   * @param path a path or URI of Flink's file systems
   * @throws IOException if a version is missing or cannot be read
   * @throws ContractException if a version is no model, or not like the others
   * @throws IllegalArgumentException if versions are chosen of a single file
   */
  public static Deployment examine(String path, VersionChoice choice, Duration pollInterval)
      throws IOException, ContractException {
    ModelDirectory directory = ModelDirectory.at(path);
    if (directory.isSingleFile() && !choice.names().equals(List.of(VersionChoice.LATEST))) {
      throw new IllegalArgumentException(
          "Of the single file %s no versions can be chosen, such as '%s'; name the directory that holds VERSION/model.onnx"
              .formatted(path, choice));
    }
    Deployment deployment = null;
    for (String name : choice.names()) {
      try (OnnxModel model =
          name.equals(VersionChoice.LATEST)
              ? newest(directory)
              : directory.look(directory.file(name))) {
        ModelContract contract = model.contract();
        if (deployment == null) {
          deployment =
              new Deployment(
                  path, contract.name(), contract.grid(), contract.fit(), choice, pollInterval);
        }
        deployment.check(model);
      }
    }
    return deployment;
  }

  /**
   * Holds a version to what the job was submitted with.
   *
   * @throws ContractException if the decoder would not fit it
   */
  void check(OnnxModel model) throws ContractException {
    ModelContract contract = model.contract();
    if (!contract.name().equals(name) || !contract.grid().equals(grid) || contract.fit() != fit) {
      throw model.refused(
          "it is %s, but the job was submitted with %s; start a job of its own for it"
              .formatted(
                  describe(contract.name(), contract.grid(), contract.fit()),
                  describe(name, grid, fit)),
          null);
    }
  }

  private static OnnxModel newest(ModelDirectory directory) throws IOException, ContractException {
    ContractException refusal = null;
    for (String version : directory.versions()) {
      try {
        return directory.look(directory.file(version));
      } catch (FileNotFoundException e) {
        // Its file is still to come.
      } catch (ContractException e) {
        refusal = refusal == null ? e : refusal;
      }
    }
    throw refusal == null ? directory.lacks(VersionChoice.LATEST) : refusal;
  }

  private static String describe(String name, BlockGrid grid, Fit fit) {
    return "%s for images of %dx%d pixels (%s)"
        .formatted(
            name, grid.pixelWidth(), grid.pixelHeight(), fit.name().toLowerCase(Locale.ROOT));
  }
}
