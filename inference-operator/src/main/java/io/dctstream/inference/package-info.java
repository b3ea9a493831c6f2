/**
 * The second step of the job: packed coefficients to predictions, on ONNX Runtime.
 *
 * <p><b>Without Flink.</b> An {@link io.dctstream.inference.OnnxModel} is a model file opened and
 * held to its contract. A {@link io.dctstream.inference.Batch} is the memory of some images: their
 * coefficients are unpacked straight into its tensors, the model runs over them and the best labels
 * are read from its scores. The memory is used again for the next batch; steady state allocates
 * nothing but the results.
 *
 * <p><b>With Flink.</b> {@link io.dctstream.inference.InferenceOperator} forms micro-batches while
 * the model is busy: there are two batches, and while the model runs one on a thread of its own,
 * the task fills the other. When the model is free it takes what is there, up to the maximum; so a
 * lonely image does not wait and a flood makes full batches. When both batches are taken the task
 * waits, and that is back-pressure. Before a checkpoint barrier both are drained, so that no image
 * is ever in operator state. Whatever else travels in the stream (watermarks, latency markers)
 * waits behind the images that came before it.
 *
 * <p>Each version that serves has a {@link io.dctstream.inference.Lane} with two batches of its
 * own; {@link io.dctstream.inference.serving} decides which versions these are, and they may change
 * between two batches.
 *
 * <p>One bad image harms only itself: an image that the model fails on is found by running its
 * batch one by one, and leaves through the side output {@link
 * io.dctstream.inference.InferenceOperator#REJECTS}. If a blank image fails as well, it is the
 * device that is to blame, and the job fails.
 */
package io.dctstream.inference;
