package io.dctstream.inference.serving;

import io.dctstream.inference.TestModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * A directory of versions, as a team would fill it.
 *
 * @param path of the directory
 */
public record ModelsFolder(Path path) {
  /** Copies a model under another name, and renames it when it is complete. */
  public ModelsFolder publish(String version, TestModel model) throws IOException {
    return publish(version, model.toBytes());
  }

  /** The same with any bytes. */
  public ModelsFolder publish(String version, byte[] bytes) throws IOException {
    Path folder = Files.createDirectories(path.resolve(version));
    Path copy = Files.write(path.resolve("_" + version), bytes);
    Files.move(copy, folder.resolve("model.onnx"), StandardCopyOption.ATOMIC_MOVE);
    return this;
  }

  /** A version that answers as {@link TestModel#good} does. */
  public ModelsFolder publish(String version) throws IOException {
    return publish(version, TestModel.version(version));
  }

  /** Takes a version away. */
  public void remove(String version) throws IOException {
    Files.delete(path.resolve(version).resolve("model.onnx"));
    Files.delete(path.resolve(version));
  }

  /** The deployment of this folder. */
  public Deployment deploy(String versions, Duration pollInterval) throws Exception {
    return Deployment.examine(path.toString(), VersionChoice.parse(versions), pollInterval);
  }
}
