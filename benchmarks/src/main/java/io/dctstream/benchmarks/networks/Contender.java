package io.dctstream.benchmarks.networks;

import ai.onnxruntime.OrtException;
import io.dctstream.export.BareNetwork;
import io.dctstream.export.ExportException;
import io.dctstream.export.precision.Lowering;
import io.dctstream.export.precision.Precision;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.TensorLayout;
import io.dctstream.train.TrainingException;
import io.dctstream.train.data.Batch;
import io.dctstream.train.data.DecodedImage;
import io.dctstream.train.data.DecodedImages;
import io.dctstream.train.data.LabelledImages;
import io.dctstream.train.network.NetworkInput;
import java.util.Collections;
import java.util.List;
import onnx.Onnx.ModelProto;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network in a precision.
 *
 * @param entry the network
 * @param precision of its graph
 * @param onnx the graph
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Contender(Entry entry, Precision precision, byte[] onnx) {
  private static final int CALIBRATION_IMAGES = 10;

  static Contender of(Entry entry, Precision precision)
      throws ExportException, OrtException, TrainingException {
    BareNetwork network = entry.network().get();
    ModelProto graph = entry.readsPixels() ? network.graph() : network.graphOfCoefficients();
    NetworkInput input = entry.readsPixels() ? network.input() : NetworkInput.COEFFICIENTS;
    List<INDArray[]> batches =
        Collections.singletonList(batch(input, network.scale().layout(), network.classes()));
    ModelProto lowered =
        precision == Precision.INT8
            ? Lowering.toBytes(graph, batches)
            : Lowering.lower(graph, precision, batches).model();
    return new Contender(entry, precision, lowered.toByteArray());
  }

  private static INDArray[] batch(NetworkInput input, TensorLayout layout, int classes)
      throws TrainingException {
    List<DecodedImage> images =
        DecodedImages.decode(
                LabelledImages.drawn(1, CALIBRATION_IMAGES),
                layout.grid(),
                Fit.RESIZE,
                (done, total) -> {})
            .images();
    return Batch.of(input, layout, images, classes).features();
  }
}
