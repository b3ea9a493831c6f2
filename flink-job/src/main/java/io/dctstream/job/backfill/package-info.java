/**
 * The backfill: an archive classified once.
 *
 * <p>{@link io.dctstream.job.backfill.BackfillJob} puts an {@link
 * io.dctstream.job.archive.ArchiveSource} before the same decoding and inference as the streaming
 * job and files behind it. It runs in Flink's streaming mode, because that one has checkpoints: a
 * run that is killed goes on where the last one was made, and files appear when one is complete.
 */
package io.dctstream.job.backfill;
