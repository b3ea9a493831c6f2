/**
 * The networks, as data and as DL4J graphs.
 *
 * <p>A {@link io.dctstream.train.network.NetworkDescription} lists the steps of a network; {@link
 * io.dctstream.train.network.Networks} has those of "Faster Neural Networks Straight from JPEG"
 * (NeurIPS 2018) and {@link io.dctstream.train.network.NetworkBuilder} is the only place that knows
 * how a step becomes layers of DL4J.
 */
package io.dctstream.train.network;
