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
   * @param threads threads that one run uses
   * @throws IOException if the file cannot be read
   * @throws ContractException if it is no model or breaks its contract
   */
  public static OnnxModel open(String path, int threads) throws IOException, ContractException {
    Path file = new Path(path);
    byte[] onnx;
    try (FSDataInputStream in = file.getFileSystem().open(file)) {
      onnx = in.readAllBytes();
    }
    return OnnxModel.open(onnx, path, threads);
  }
}
