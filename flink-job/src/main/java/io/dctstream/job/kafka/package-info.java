/**
 * The ends of the job in Kafka: records become images, and predictions and rejects become records.
 */
package io.dctstream.job.kafka;
