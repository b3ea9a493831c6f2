package io.dctstream.cli.backfill;

import io.dctstream.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * The folder of a backfill's results, and what tells how far it is: checkpoints and savepoints in a
 * folder of their own, which readers of results pass over because of its name, and {@code _SUCCESS}
 * when all is done.
 */
final class ResultFolder {
  private static final String STATE = "_checkpoints";
  private static final String SUCCESS = "_SUCCESS";
  private static final String METADATA = "_metadata";

  /** As Flink names the folder of a checkpoint, before its number. */
  private static final String CHECKPOINT = "chk-";

  /** Bytes: a part of results wants more. */
  private static final int FULL = 1 << 20;

  /** As Flink's file sink names what it writes. */
  private static final Pattern UNFINISHED = Pattern.compile("\\.part-.*\\.inprogress\\..*");

  /** How deep below the state folder checkpoints are: job, checkpoint, its metadata. */
  private static final int DEPTH = 3;

  private final Path folder;
  private final FileSystem files;

  private ResultFolder(Path folder, FileSystem files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * The folder at a path or URI, which need not exist yet.
   *
   * @throws CommandException if its file system, or the bucket it is in, is not there
   */
  static ResultFolder at(String place) throws CommandException {
    try {
      Path path = new Path(place);
      FileSystem files = path.getFileSystem();
      files.exists(path); // an object store is asked first here
      return new ResultFolder(path.makeQualified(files), files);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandException(
          "Nothing can be written to '%s' (%s); name a folder".formatted(place, e.getMessage()), e);
    }
  }

  /** Its whole name. */
  String uri() {
    return folder.toString();
  }

  /** Where checkpoints and savepoints are kept. */
  String state() {
    return new Path(folder, STATE).toString();
  }

  /** Whether it is on a disk of this machine that has next to no room left. */
  boolean isOnFullDisk() {
    try {
      return !files.isDistributedFS()
          && Files.getFileStore(java.nio.file.Path.of(folder.getPath())).getUsableSpace() < FULL;
    } catch (IOException e) {
      return false; // then the job's own words must do
    }
  }

  boolean isComplete() throws IOException {
    return files.exists(new Path(folder, SUCCESS));
  }

  /** Notes that the results are complete, and deletes what is of no use any more. */
  void complete() throws IOException {
    files.create(new Path(folder, SUCCESS), WriteMode.OVERWRITE).close();
    files.delete(new Path(folder, STATE), true);
    deleteUnfinished(folder);
  }

  /** Whether a run has been here. */
  boolean isUsed() throws IOException {
    return files.exists(folder) && files.listStatus(folder).length > 0;
  }

  /** The newest checkpoint or savepoint that is whole, if there is one. */
  Optional<String> newestCheckpoint() throws IOException {
    List<FileStatus> whole = new ArrayList<>();
    collect(new Path(state()), DEPTH, whole);
    return whole.stream()
        .max(
            Comparator.comparingLong(FileStatus::getModificationTime)
                .thenComparingLong(ResultFolder::number))
        .map(metadata -> metadata.getPath().getParent().toString());
  }

  /** Tells checkpoints of one second apart, because an object store knows no shorter times. */
  private static long number(FileStatus metadata) {
    String name = metadata.getPath().getParent().getName();
    return name.startsWith(CHECKPOINT)
        ? Long.parseLong(name.substring(CHECKPOINT.length()))
        : Long.MAX_VALUE; // a savepoint, which is the last of its run
  }

  /**
   * Deletes what a process that was killed had begun to write, and a later one has written anew.
   */
  private void deleteUnfinished(Path path) throws IOException {
    for (FileStatus status : files.listStatus(path)) {
      if (status.isDir()) {
        deleteUnfinished(status.getPath());
      } else if (UNFINISHED.matcher(status.getPath().getName()).matches()) {
        files.delete(status.getPath(), false);
      }
    }
  }

  private void collect(Path path, int depth, List<FileStatus> whole) throws IOException {
    if (depth == 0 || !files.exists(path)) {
      return;
    }
    for (FileStatus status : files.listStatus(path)) {
      if (status.isDir()) {
        collect(status.getPath(), depth - 1, whole);
      } else if (status.getPath().getName().equals(METADATA)) {
        whole.add(status);
      }
    }
  }
}
