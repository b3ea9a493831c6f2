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
    implements SourceSplit {
  /**
   * A line for Flink's log, which tells of each split more than once; not its hundreds of files.
   */
  @Override
  public String toString() {
    return "split %s of %d files from %s".formatted(splitId, files.size(), files.get(0).uri());
  }
}
