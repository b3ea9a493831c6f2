package io.dctstream.inference.serving;

import io.dctstream.contract.ContractException;
import io.dctstream.inference.DeviceException;
import io.dctstream.inference.InferenceSettings;
import io.dctstream.inference.ModelFile;
import io.dctstream.inference.OnnxModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * Where the versions of a model are, in any of Flink's file systems: {@code
 * PATH/VERSION/model.onnx}. A path of a single file is a directory of one version, whose name is
 * the file's. Folders that begin with a dot or an underscore are none, so that a version can be
 * copied under such a name and renamed when it is complete.
 */
final class ModelDirectory {
  private static final String FILE = "model.onnx";

  private final Path path;
  private final boolean single;

  private ModelDirectory(Path path, boolean single) {
    this.path = path;
    this.single = single;
  }

  /**
   * @throws IOException if there is nothing at the path
   */
  static ModelDirectory at(String path) throws IOException {
    Path place = new Path(path);
    return new ModelDirectory(place, !place.getFileSystem().getFileStatus(place).isDir());
  }

  /** Whether there is one file and no version beside it. */
  boolean isSingleFile() {
    return single;
  }

  /** The names of the versions, the newest first; not all need have a file. */
  List<String> versions() throws IOException {
    if (single) {
      return List.of(path.getName());
    }
    FileStatus[] entries = path.getFileSystem().listStatus(path);
    if (entries == null) {
      throw new FileNotFoundException("There is no directory " + path);
    }
    return Stream.of(entries)
        .filter(FileStatus::isDir)
        .map(entry -> entry.getPath().getName())
        .filter(name -> !name.startsWith(".") && !name.startsWith("_"))
        .sorted(VersionOrder.OLDEST_FIRST.reversed())
        .toList();
  }

  /**
   * A version's file as it is now.
   *
   * @throws FileNotFoundException if the version has none
   */
  VersionFile file(String version) throws IOException {
    Path file = single ? path : new Path(new Path(path, version), FILE);
    try {
      FileStatus status = file.getFileSystem().getFileStatus(file);
      return new VersionFile(
          version, file.toString(), status.getLen(), status.getModificationTime());
    } catch (FileNotFoundException e) {
      throw (FileNotFoundException) new FileNotFoundException("There is no " + file).initCause(e);
    }
  }

  /**
   * Opens a version on the processor, for a look at what it promises; close it.
   *
   * @throws IOException if the file cannot be read
   * @throws ContractException if it is no model, breaks its contract or lies in the wrong folder
   */
  OnnxModel look(VersionFile file) throws IOException, ContractException {
    return inItsFolder(ModelFile.open(file.path()), file);
  }

  /**
   * Opens a version to classify with it; close it.
   *
   * @throws IOException if the file cannot be read
   * @throws ContractException if it is no model, breaks its contract or lies in the wrong folder
   * @throws DeviceException if the device was asked for and cannot run models
   */
  OnnxModel open(VersionFile file, InferenceSettings settings)
      throws IOException, ContractException, DeviceException {
    return inItsFolder(ModelFile.open(file.path(), settings.threads(), settings.device()), file);
  }

  private OnnxModel inItsFolder(OnnxModel model, VersionFile file) throws ContractException {
    String version = model.contract().version();
    if (single || version.equals(file.version())) {
      return model;
    }
    model.close();
    throw model.refused(
        "its contract says version %s, not that of its folder; export it with --model-version %s"
            .formatted(version, file.version()),
        null);
  }

  /** That a version, or any at all, is missing. */
  ContractException lacks(String version) {
    return new ContractException(
        "There is no version '%s' at %s; put it into VERSION/%s there"
            .formatted(version, path, FILE));
  }
}
