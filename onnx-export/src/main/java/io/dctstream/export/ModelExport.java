package io.dctstream.export;

import ai.onnxruntime.OrtException;
import io.dctstream.contract.ModelContract;
import io.dctstream.export.precision.Lowered;
import io.dctstream.export.precision.Lowering;
import io.dctstream.export.precision.Precision;
import io.dctstream.train.TrainedModel;
import io.dctstream.train.TrainingException;
import io.dctstream.train.TrainingPlan;
import io.dctstream.train.TrainingRecord;
import io.dctstream.train.data.Batch;
import io.dctstream.train.data.DecodedImage;
import io.dctstream.train.data.DecodedImages;
import io.dctstream.train.data.LabelledImages;
import io.dctstream.train.network.NetworkInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import onnx.Onnx.ModelProto;
import org.nd4j.linalg.api.ndarray.INDArray;

/** From the folder of a training to an ONNX file. */
public final class ModelExport {
  private static final long CHECK_SEED = 20_260_101;
  private static final int CHECKED_IMAGES = 100;

  /** Small, because a calibration sees all tensors of a batch at once. */
  private static final int BATCH_SIZE = 8;

  private ModelExport() {}

  /**
   * Exports the best network of a training. Before it is lowered to the precision that is asked
   * for, it is checked on pictures drawn by program, which are real JPEG files whatever the network
   * was trained on.
   *
   * @throws TrainingException if the folder holds no training
   * @throws ExportException if a layer cannot be converted, ONNX Runtime's results differ, or there
   *     are no images to calibrate with
   * @throws IOException if the file cannot be written
   */
  public static ExportReport export(ExportRequest request)
      throws TrainingException, ExportException, IOException {
    requireCalibration(request);
    TrainedModel model = TrainedModel.load(request.training());
    NetworkInput input = model.record().plan().input();
    requireFrontEnd(model.record().plan(), request.frontEnd());
    ModelContract contract = contract(model.record(), request.name(), request.version());
    ModelProto exported = OnnxExporter.export(model.network(), input, contract);
    List<DecodedImage> checked = drawn(contract);
    double difference =
        new ParityCheck(model.network(), input, contract).check(Lowering.fold(exported), checked);
    List<DecodedImage> seen =
        request.calibration().isPresent()
            ? CalibrationImages.in(request.calibration().get(), contract)
            : checked;
    Lowered lowered = lower(exported, request, contract, seen);
    write(lowered.model(), request.file());
    return new ExportReport(
        request,
        Files.size(request.file()),
        contract,
        checked.size(),
        difference,
        seen.size(),
        lowered);
  }

  private static List<DecodedImage> drawn(ModelContract contract) throws TrainingException {
    return DecodedImages.decode(
            LabelledImages.drawn(CHECK_SEED, CHECKED_IMAGES),
            contract.grid(),
            contract.fit(),
            (done, total) -> {})
        .images();
  }

  private static Lowered lower(
      ModelProto model, ExportRequest request, ModelContract contract, List<DecodedImage> images)
      throws ExportException {
    List<INDArray[]> batches = new ArrayList<>();
    for (int start = 0; start < images.size(); start += BATCH_SIZE) {
      List<DecodedImage> part = images.subList(start, Math.min(start + BATCH_SIZE, images.size()));
      batches.add(
          Batch.of(NetworkInput.COEFFICIENTS, contract.layout(), part, contract.labels().size())
              .features());
    }
    try {
      return Lowering.lower(model, request.precision(), batches);
    } catch (OrtException e) {
      throw new ExportException(
          "ONNX Runtime cannot run the network in %s: %s"
              .formatted(request.precision().words(), e.getMessage()),
          e);
    }
  }

  private static void write(ModelProto model, Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    try {
      Files.write(temporary, model.toByteArray());
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void requireCalibration(ExportRequest request) throws ExportException {
    if (request.precision() == Precision.INT8 && request.calibration().isEmpty()) {
      throw new ExportException(
          "Bytes need images like those that the model will be given, to see what values they must"
              + " stand for; name a folder of some hundred with --calibration");
    }
    if (request.calibration().isPresent() && !Files.isDirectory(request.calibration().get())) {
      throw new ExportException(
          "There is no folder %s to calibrate with; name one with JPEG files"
              .formatted(request.calibration().get()));
    }
  }

  private static void requireFrontEnd(TrainingPlan plan, Optional<FrontEnd> frontEnd)
      throws ExportException {
    boolean readsPixels = plan.input() != NetworkInput.COEFFICIENTS;
    if (readsPixels && frontEnd.isEmpty()) {
      throw new ExportException(
          "%s reads pixels; export it with --front-end dct, which makes them of coefficients in the model"
              .formatted(plan.network()));
    }
    if (!readsPixels && frontEnd.isPresent()) {
      throw new ExportException(
          "%s reads coefficients and needs no front end; export it without --front-end"
              .formatted(plan.network()));
    }
  }

  private static ModelContract contract(TrainingRecord record, String name, String version) {
    TrainingPlan plan = record.plan();
    String training =
        String.format(
            Locale.ROOT,
            "%s, width %s, trained on %d images for %d epochs; top-1 accuracy %.4f on %d validation"
                + " images",
            plan.network(),
            plan.scale().width(),
            record.trainingImages(),
            record.history().size(),
            record.bestAccuracy(),
            record.validationImages());
    return new ModelContract(
        name, version, plan.scale().layout(), plan.fit(), record.labels(), training);
  }
}
