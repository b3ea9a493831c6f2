package io.dctstream.export;

import io.dctstream.export.precision.Precision;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be exported, and how.
 *
 * @param training folder of the training
 * @param file is written whole or not at all; an older one is replaced
 * @param name the model's name in its contract
 * @param version the model's version in its contract
 * @param frontEnd what a network that reads pixels needs to be given coefficients
 * @param precision of the file
 * @param calibration folder with images like those that the model will be given, which {@link
 *     Precision#INT8} needs
 */
public record ExportRequest(
    Path training,
    Path file,
    String name,
    String version,
    Optional<FrontEnd> frontEnd,
    Precision precision,
    Optional<Path> calibration) {

  /** A request for 32-bit floats, without a front end. */
  public static ExportRequest of(Path training, Path file, String name, String version) {
    return new ExportRequest(
        training, file, name, version, Optional.empty(), Precision.FP32, Optional.empty());
  }

  /** The same for a network that reads pixels. */
  public ExportRequest with(FrontEnd other) {
    return new ExportRequest(
        training, file, name, version, Optional.of(other), precision, calibration);
  }

  /** The same in another precision. */
  public ExportRequest in(Precision other, Optional<Path> images) {
    return new ExportRequest(training, file, name, version, frontEnd, other, images);
  }
}
