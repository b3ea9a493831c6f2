/**
 * Models with smaller numbers: 16-bit floats for devices that compute with them, bytes for
 * processors.
 *
 * <p>Bytes are the harder part. {@link io.dctstream.export.precision.Calibration} sees which values
 * each tensor has on images, {@link io.dctstream.export.precision.ByteGraph} writes the graph in
 * which a byte stands for them, and {@link io.dctstream.export.precision.Quantisation} measures
 * which of several such graphs says most nearly what the floats said.
 */
package io.dctstream.export.precision;
