/**
 * What networks cost, side by side: table 1 and figure 5 of "Faster Neural Networks Straight from
 * JPEG", measured on the machine at hand.
 *
 * <p>A {@link io.dctstream.benchmarks.networks.Contender} is a network in a precision, as a graph
 * for ONNX Runtime; a {@link io.dctstream.benchmarks.networks.Race} runs all of them in turns over
 * the same JPEG files; a {@link io.dctstream.benchmarks.networks.NetworksReport} shows what came
 * out.
 */
package io.dctstream.benchmarks.networks;
