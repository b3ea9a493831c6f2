package io.dctstream.export;

import io.dctstream.contract.ModelContract;
import io.dctstream.train.TrainedModel;
import io.dctstream.train.TrainingException;
import io.dctstream.train.TrainingPlan;
import io.dctstream.train.TrainingRecord;
import io.dctstream.train.data.DecodedImage;
import io.dctstream.train.data.DecodedImages;
import io.dctstream.train.data.LabelledImages;
import io.dctstream.train.network.NetworkInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** From the folder of a training to an ONNX file. */
public final class ModelExport {
  private static final long CHECK_SEED = 20_260_101;
  private static final int CHECKED_IMAGES = 50;

  private ModelExport() {}

  /**
   * Exports the best network of a training and checks the file on pictures drawn by program, which
   * are real JPEG files whatever the network was trained on.
   *
   * @param folder of the training
   * @param file is written whole or not at all; an older one is replaced
   * @param name the model's name in its contract
   * @param version the model's version in its contract
   * @param frontEnd what a network that reads pixels needs to be given coefficients
   * @throws TrainingException if the folder holds no training
   * @throws ExportException if a layer cannot be converted, or ONNX Runtime's results differ
   * @throws IOException if the file cannot be written
   */
  public static ExportReport export(
      Path folder, Path file, String name, String version, Optional<FrontEnd> frontEnd)
      throws TrainingException, ExportException, IOException {
    TrainedModel model = TrainedModel.load(folder);
    NetworkInput input = model.record().plan().input();
    requireFrontEnd(model.record().plan(), frontEnd);
    ModelContract contract = contract(model.record(), name, version);
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    try {
      Files.write(temporary, OnnxExporter.export(model.network(), input, contract).toByteArray());
      List<DecodedImage> images =
          DecodedImages.decode(
                  LabelledImages.drawn(CHECK_SEED, CHECKED_IMAGES),
                  contract.grid(),
                  contract.fit(),
                  (done, total) -> {})
              .images();
      double difference =
          new ParityCheck(model.network(), input, contract).check(temporary, images);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new ExportReport(file, Files.size(target), contract, images.size(), difference);
    } finally {
      Files.deleteIfExists(temporary);
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
