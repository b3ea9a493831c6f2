/**
 * Trains a network that reads DCT coefficients, in DL4J.
 *
 * <p>A {@link io.dctstream.train.TrainingPlan} says what to train and how; {@link
 * io.dctstream.train.Trainer} does it on {@link io.dctstream.train.data.LabelledImages} and leaves
 * a folder behind:
 *
 * <ul>
 *   <li>{@code best.zip}: the network with the highest validation accuracy,
 *   <li>{@code last.zip}: the network of the last epoch with the state of its optimiser, from which
 *       a training is resumed,
 *   <li>{@code training.json}: the {@link io.dctstream.train.TrainingRecord}, to be read.
 * </ul>
 *
 * Both zip files carry the record of their moment, so that each is complete in itself and none can
 * disagree with another after a crash. {@link io.dctstream.train.TrainedModel} reads such a folder,
 * {@link io.dctstream.train.Evaluator} measures it on other images.
 */
package io.dctstream.train;
