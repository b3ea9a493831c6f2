/**
 * A trained network as one ONNX file that carries its contract.
 *
 * <p>{@link io.dctstream.export.ModelExport} does the whole way: it reads the folder of a training,
 * converts the graph layer by layer, checks on real pictures that ONNX Runtime computes what DL4J
 * computes, and only then puts the file in its place.
 *
 * <p>{@link io.dctstream.export.ModelWrap} makes such a file of any classifier of RGB pixels: it
 * puts the second half of a JPEG decoder in front, as operators.
 */
package io.dctstream.export;
