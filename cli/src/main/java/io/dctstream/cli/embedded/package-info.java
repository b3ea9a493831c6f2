/**
 * Kafka and Flink in this process: a broker and a cluster for the demo and for tests, real but for
 * one machine. Both listen on the loopback address only and leave nothing behind.
 */
package io.dctstream.cli.embedded;
