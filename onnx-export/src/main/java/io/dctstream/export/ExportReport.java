package io.dctstream.export;

import io.dctstream.contract.ModelContract;
import java.nio.file.Path;

/**
 * What was exported.
 *
 * @param file the ONNX file
 * @param bytes its size
 * @param contract what its metadata promise
 * @param imagesChecked pictures on which DL4J and ONNX Runtime were compared
 * @param maxDifference the greatest absolute difference of two logits among them
 */
public record ExportReport(
    Path file, long bytes, ModelContract contract, int imagesChecked, double maxDifference) {}
