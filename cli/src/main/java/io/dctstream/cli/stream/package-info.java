/**
 * The streaming job, started by hand. {@link io.dctstream.cli.stream.StreamCommand} takes the job's
 * own options ({@link io.dctstream.job.StreamOptions}), which {@link
 * io.dctstream.cli.stream.JobOptions} puts on the command line, and runs the job on a cluster in
 * this process until Ctrl-C.
 */
package io.dctstream.cli.stream;
