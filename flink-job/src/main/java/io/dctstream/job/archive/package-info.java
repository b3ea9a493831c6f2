/**
 * Archives as a bounded Flink source: folders, files and shards, each image once.
 *
 * <p>On the JobManager a {@link io.dctstream.job.archive.TreeWalk} goes through the folders in a
 * fixed order and hands out {@link io.dctstream.job.archive.ArchiveSplit}s as readers ask for them:
 * a shard (an archive, or a file of records or rows) alone, small files together. It is never ahead
 * of its readers, so that an archive of any size takes the memory of one folder's listing, and its
 * state is the last file handed out.
 *
 * <p>On the TaskManagers {@link io.dctstream.job.archive.SplitImages} reads a split file by file
 * and shard by shard ({@link io.dctstream.job.archive.Shard}). What it gives out is an {@link
 * io.dctstream.job.archive.Arrival}: an image, or what could not be read and why. Each comes with
 * the {@link io.dctstream.job.archive.Position} behind it, which is the split's state, so that a
 * reader goes on inside a shard.
 */
package io.dctstream.job.archive;
