/**
 * A Flink session cluster as operators run it: JobManager, TaskManagers and the {@code flink}
 * command are processes of their own, on the loopback address, with Flink's own jars in their class
 * path and nothing that a job has to bring. {@link io.dctstream.cli.cluster.SessionCluster} starts
 * them, and each is a {@link io.dctstream.cli.cluster.JavaProcess} that can be killed and started
 * again.
 */
package io.dctstream.cli.cluster;
