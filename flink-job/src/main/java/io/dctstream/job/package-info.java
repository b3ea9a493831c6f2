/**
 * The jobs, ready to submit.
 *
 * <p>{@link io.dctstream.job.StreamJob} joins the parts: images from Kafka, {@link
 * io.dctstream.decoder.DecodeFunction}, {@link io.dctstream.inference.InferenceOperator},
 * predictions and rejects back to Kafka, exactly once. What can be set are Flink options, all in
 * {@link io.dctstream.job.StreamOptions}. What is wrong with them, with Kafka or with the model is
 * said before the job is submitted, in the one sentence of a {@link io.dctstream.job.JobException}.
 */
package io.dctstream.job;
