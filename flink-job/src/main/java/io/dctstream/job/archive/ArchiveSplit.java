package io.dctstream.job.archive;

import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * What one reader reads at a time: a shard, or some small files.
 *
 * @param splitId no other split of the job has it
 * @param position how far it is read
 */
record ArchiveSplit(String splitId, List<FoundFile> files, Position position)
    implements SourceSplit {}
