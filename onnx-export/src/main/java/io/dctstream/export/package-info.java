/**
 * A trained network as one ONNX file that carries its contract.
 *
 * <p>{@link io.dctstream.export.ModelExport} does the whole way: it reads the folder of a training,
 * converts the graph layer by layer, checks on real pictures that ONNX Runtime computes what DL4J
 * computes, and only then puts the file in its place.
 */
package io.dctstream.export;
