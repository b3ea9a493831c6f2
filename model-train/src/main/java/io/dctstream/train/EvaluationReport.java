package io.dctstream.train;

import java.util.List;

/**
 * How well a network does on labelled images.
 *
 * @param labels the classes' names
 * @param images how many images were classified
 * @param top1 share of the images whose label had the highest score
 * @param top5 share of the images whose label was among the five highest
 * @param confusion images of each label (row) by predicted label (column)
 * @param unreadable a sentence on each image that could not be decoded
 */
public record EvaluationReport(
    List<String> labels,
    int images,
    double top1,
    double top5,
    List<List<Integer>> confusion,
    List<String> unreadable) {}
