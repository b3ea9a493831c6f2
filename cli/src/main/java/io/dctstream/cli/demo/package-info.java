/**
 * The demo: the whole job on pictures whose right answers are known.
 *
 * <p>{@link io.dctstream.cli.traffic.Pictures} are sent to an embedded Kafka broker, classified by
 * the job on an embedded Flink cluster, and read back with {@code read_committed}. The {@link
 * io.dctstream.cli.traffic.Ledger} holds what was sent against what came back: each id exactly
 * once, each damaged picture rejected for the right reason. The {@link
 * io.dctstream.cli.demo.DemoReport} is what came of it.
 *
 * <p>Pictures go out in three parts ({@link io.dctstream.cli.demo.Measurement}): some to warm up,
 * most of them in a burst, which gives images/s, and the rest at half that rate, which gives the
 * latency.
 */
package io.dctstream.cli.demo;
