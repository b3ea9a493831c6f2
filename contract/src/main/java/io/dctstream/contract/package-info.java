/**
 * What the parts agree on.
 *
 * <p><b>Records that travel.</b> An {@link io.dctstream.contract.ImageRecord} enters, becomes a
 * {@link io.dctstream.contract.PackedImage} and leaves as a {@link
 * io.dctstream.contract.Prediction}, or as a {@link io.dctstream.contract.Reject} if it cannot be
 * classified: input = predictions + rejects, always. Each carries the id and the {@link
 * io.dctstream.contract.Origin} of its image.
 *
 * <p><b>The model file.</b> A {@link io.dctstream.contract.ModelContract} is what an ONNX file
 * promises, kept in its metadata: the decoder configures itself from it, so that a model and the
 * coefficients it is fed cannot disagree.
 */
package io.dctstream.contract;
