package io.dctstream.cli.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

/**
 * What Flink says of a job; null what it does not know yet.
 *
 * @param state Flink's name of it, RUNNING if all is well
 * @param waiting records of the input topic that the job has not read
 * @param batchSize mean of the latest batches
 * @param runMillis mean time of the latest runs of the model
 * @param jpegBytes mean length of an image as it came
 * @param packedBytes mean length of an image as packed coefficients
 * @param rgbBytes length of an image as RGB pixels of the network's size, which do not travel
 */
@JsonInclude(Include.NON_NULL)
record JobFigures(
    String state,
    Long waiting,
    Double batchSize,
    Double runMillis,
    Long jpegBytes,
    Long packedBytes,
    Long rgbBytes) {}
