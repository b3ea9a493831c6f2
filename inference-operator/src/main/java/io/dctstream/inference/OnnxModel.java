package io.dctstream.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.dctstream.contract.ContractException;
import io.dctstream.contract.ModelContract;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model file, opened in ONNX Runtime and found to keep its contract.
 *
 * <p>Owns a session of 100 MB and more, outside the heap, which leaks if it is not closed. Threads
 * may share a model, each with a {@link Batch} of its own.
 */
public final class OnnxModel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OnnxModel.class);

  private final String file;
  private final OrtSession session;
  private final ModelContract contract;
  private final OnnxJavaType precision;
  private final Device device;

  /** Runs hold the read lock, closing the write lock: so closing waits for the runs. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  private OnnxModel(
      String file,
      OrtSession session,
      ModelContract contract,
      OnnxJavaType precision,
      Device device) {
    this.file = file;
    this.session = session;
    this.contract = contract;
    this.precision = precision;
    this.device = device;
  }

  /**
   * Opens a model on the processor.
   *
   * @param onnx the file's bytes
   * @param file the file's name, for messages
   * @param threads threads that one run uses, at least one
   * @throws ContractException if the bytes are no ONNX model, carry no contract or break it
   */
  public static OnnxModel open(byte[] onnx, String file, int threads) throws ContractException {
    try {
      return open(onnx, file, threads, Device.CPU);
    } catch (DeviceException e) {
      throw new AssertionError("There is always a processor", e);
    }
  }

  /**
   * Opens a model on a device, and says in the log on which.
   *
   * @param onnx the file's bytes
   * @param file the file's name, for messages
   * @param threads threads of the processor that one run uses, at least one
   * @throws ContractException if the bytes are no ONNX model, carry no contract or break it
   * @throws DeviceException if the device was asked for and cannot run models
   */
  public static OnnxModel open(byte[] onnx, String file, int threads, Device device)
      throws ContractException, DeviceException {
    try {
      DeviceSession opened = DeviceSession.open(onnx, threads, device);
      OrtSession session = opened.session();
      try {
        ModelContract contract =
            ModelContract.fromMetadata(session.getMetadata().getCustomMetadata());
        OnnxJavaType precision = GraphCheck.check(session, contract);
        LOG.info("{} serves {}", opened.device(), file);
        return new OnnxModel(file, session, contract, precision, opened.device());
      } catch (ContractException e) {
        session.close();
        throw refused(file, e.getMessage(), e);
      }
    } catch (OrtException e) {
      throw refused(file, "ONNX Runtime cannot read it (%s)".formatted(e.getMessage()), e);
    }
  }

  public ModelContract contract() {
    return contract;
  }

  /** That the model cannot be used, in a sentence that names its file. */
  public ContractException refused(String why, Throwable cause) {
    return refused(file, why, cause);
  }

  /** What the model reads: 32-bit or 16-bit floats. */
  OnnxJavaType precision() {
    return precision;
  }

  /** What serves: {@link Device#CPU} or {@link Device#CUDA}. */
  Device device() {
    return device;
  }

  /**
   * Memory for images of this model; close it.
   *
   * @param capacity the most images that it takes
   */
  public Batch newBatch(int capacity) {
    return new Batch(this, capacity);
  }

  /** Waits for the runs that have begun, then frees the session. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not close a session", e);
    } finally {
      use.writeLock().unlock();
    }
  }

  /** Runs the graph; the outputs are written in place. */
  void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) throws OrtException {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The model is closed");
      }
      session.run(inputs, outputs).close();
    } finally {
      use.readLock().unlock();
    }
  }

  private static ContractException refused(String file, String why, Throwable cause) {
    ContractException refusal =
        new ContractException("The model %s is refused: %s".formatted(file, why));
    refusal.initCause(cause);
    return refusal;
  }
}
