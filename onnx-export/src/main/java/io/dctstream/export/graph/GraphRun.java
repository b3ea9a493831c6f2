package io.dctstream.export.graph;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import onnx.Onnx.ModelProto;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model in ONNX Runtime, to see what it computes. Close it; not thread-safe. */
public final class GraphRun implements AutoCloseable {
  private final OrtSession session;

  private GraphRun(OrtSession session) {
    this.session = session;
  }

  /**
   * Opens a model.
   *
   * @throws OrtException if ONNX Runtime refuses it
   */
  public static GraphRun open(ModelProto model) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return new GraphRun(
          OrtEnvironment.getEnvironment().createSession(model.toByteArray(), options));
    }
  }

  /**
   * Runs the model.
   *
   * @param batch the inputs in the graph's order: Y, Cb and Cr, if it keeps a contract
   * @return the outputs by name, each row by row
   * @throws OrtException if the run fails
   */
  public Map<String, FloatBuffer> run(INDArray[] batch) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String name : session.getInputNames()) {
        inputs.put(name, input(name, batch[inputs.size()]));
      }
      Map<String, FloatBuffer> outputs = new HashMap<>();
      try (OrtSession.Result result = session.run(inputs)) {
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.put(output.getKey(), ((OnnxTensor) output.getValue()).getFloatBuffer());
        }
      }
      return outputs;
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor input(String name, INDArray values) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    FloatBuffer floats = values.data().asNioFloat();
    NodeInfo input = session.getInputInfo().get(name);
    return ((TensorInfo) input.getInfo()).type == OnnxJavaType.FLOAT16
        ? OnnxTensor.createTensor(
            environment,
            Fp16Conversions.convertFloatBufferToFp16Buffer(floats),
            values.shape(),
            OnnxJavaType.FLOAT16)
        : OnnxTensor.createTensor(environment, floats, values.shape());
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
