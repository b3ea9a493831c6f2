package io.dctstream.inference;

import io.dctstream.contract.ContractException;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/** A model file where Flink finds files: on a local disk or in any of its file systems. */
public final class ModelFile {
  private ModelFile() {}

  /**
   * Opens the model.
   *
   * @param path a path or URI of Flink's file systems
   * @param threads threads of the processor that one run uses
   * @throws IOException if the file cannot be read
   * @throws ContractException if it is no model or breaks its contract
   * @throws DeviceException if the device was asked for and cannot run models
   */
  public static OnnxModel open(String path, int threads, Device device)
      throws IOException, ContractException, DeviceException {
    return OnnxModel.open(read(path), path, threads, device);
  }

  /**
   * Opens the model on the processor, for a look at what it promises.
   *
   * @throws IOException if the file cannot be read
   * @throws ContractException if it is no model or breaks its contract
   */
  public static OnnxModel open(String path) throws IOException, ContractException {
    return OnnxModel.open(read(path), path, 1);
  }

  private static byte[] read(String path) throws IOException {
    Path file = new Path(path);
    try (FSDataInputStream in = file.getFileSystem().open(file)) {
      return in.readAllBytes();
    }
  }
}
