package io.dctstream.cli.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Map;

/**
 * What happened in a second.
 *
 * @param at its end, milliseconds since 1970-01-01 UTC
 * @param images results that came in it, rejects included
 * @param p50 median latency of its predictions in milliseconds; null if there were none
 * @param p99 the latency that 99 in a hundred did not exceed
 * @param models its predictions by name and version of the model
 * @param labels its predictions by their best label
 * @param predictions all since the page began
 * @param rejects all since the page began, by code
 * @param predictionBytes mean length of a prediction in the output topic
 * @param job what Flink says of the job; null if it does not
 * @param troubles what is wrong, a sentence each
 */
@JsonInclude(Include.NON_NULL)
record Second(
    long at,
    int images,
    Long p50,
    Long p99,
    Map<String, Integer> models,
    Map<String, Integer> labels,
    long predictions,
    Map<String, Long> rejects,
    Long predictionBytes,
    JobFigures job,
    List<String> troubles) {}
