package io.dctstream.export;

import io.dctstream.contract.ModelContract;
import io.dctstream.export.precision.Lowered;

/**
 * What was exported.
 *
 * @param request what was asked for
 * @param bytes size of the file
 * @param contract what its metadata promise
 * @param imagesChecked pictures on which DL4J and ONNX Runtime were compared, in 32-bit floats
 * @param maxDifference the greatest absolute difference of two logits among them
 * @param imagesSeen images on which the model was lowered to its precision
 * @param lowered what that cost
 */
public record ExportReport(
    ExportRequest request,
    long bytes,
    ModelContract contract,
    int imagesChecked,
    double maxDifference,
    int imagesSeen,
    Lowered lowered) {}
