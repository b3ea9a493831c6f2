/**
 * What the way through Flink and Kafka costs.
 *
 * <p>Each {@link io.dctstream.benchmarks.pipeline.Way} brings the same pictures from JPEG bytes to
 * predictions: a bare loop, the job from memory, the job from Kafka to Kafka, a job that decodes to
 * RGB. They take turns in one process, so that they meet the machine in about the same state. The
 * opponent for RGB has the same micro-batches and is spared the packed payload: it decodes straight
 * into its batch.
 */
package io.dctstream.benchmarks.pipeline;
