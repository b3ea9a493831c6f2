/**
 * Which versions of a model classify, and how they come and go while images flow.
 *
 * <p>A {@link io.dctstream.inference.serving.Deployment} is what a job was submitted with: where
 * the versions are, the {@link io.dctstream.inference.serving.VersionChoice} among them, and what
 * the decoder was set up for. {@link io.dctstream.inference.serving.LiveModels} looks for new
 * versions on a thread of its own, opens and warms them up, and offers the operator another {@link
 * io.dctstream.inference.serving.Lineup}. The operator swaps between two batches, and gives back
 * what the line-up left out when the last image of it has left.
 */
package io.dctstream.inference.serving;
