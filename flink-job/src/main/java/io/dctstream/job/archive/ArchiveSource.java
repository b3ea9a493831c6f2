package io.dctstream.job.archive;

import io.dctstream.job.JobException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.FlinkRuntimeException;

/** The images of folders, files and shards. The package page has the idea. */
public final class ArchiveSource implements Source<Arrival, ArchiveSplit, EnumeratorState> {
  private static final long serialVersionUID = 1L;

  private final List<URI> roots;
  private final ImageSelection wanted;

  private ArchiveSource(List<URI> roots, ImageSelection wanted) {
    this.roots = roots;
    this.wanted = wanted;
  }

  /**
   * Looks at the places and makes a source of them.
   *
   * @param places paths or URIs of folders, images and shards
   * @param wanted what of it is an image
   * @throws JobException if a place does not exist, or if no image or shard is found in any
   */
  public static ArchiveSource of(List<String> places, ImageSelection wanted) throws JobException {
    List<URI> roots = new ArrayList<>();
    for (String place : places) {
      roots.add(root(place));
    }
    if (new TreeWalk(roots, wanted.names(), null).next() == null) {
      throw new JobException(
          "There is no image and no archive in %s; check the folder, or say with 'include' which"
                  .formatted(String.join(", ", places))
              + " names images have");
    }
    return new ArchiveSource(roots, wanted);
  }

  private static URI root(String place) throws JobException {
    try {
      Path path = new Path(place);
      URI uri =
          path.toUri().getScheme() == null
              ? java.nio.file.Path.of(place).toAbsolutePath().normalize().toUri()
              : path.toUri();
      Storage.of(uri).entry(uri);
      return uri;
    } catch (UnsupportedFileSystemSchemeException e) {
      throw new JobException(
          "'%s' is of a scheme that no file system here has; put Flink's plugin for it in place"
              .formatted(place),
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw new JobException(
          e instanceof IOException io && !Reason.isGone(io)
              ? "'%s' %s".formatted(place, Reason.of(io))
              : "There is no '%s'; check the name".formatted(place),
          e);
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Arrival, ArchiveSplit> createReader(SourceReaderContext context) {
    return new ArchiveReader(context, wanted);
  }

  @Override
  public SplitEnumerator<ArchiveSplit, EnumeratorState> createEnumerator(
      SplitEnumeratorContext<ArchiveSplit> context) {
    return new ArchiveEnumerator(context, wanted.names(), EnumeratorState.beginning(roots));
  }

  @Override
  public SplitEnumerator<ArchiveSplit, EnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<ArchiveSplit> context, EnumeratorState state) {
    if (!state.roots().equals(roots)) {
      throw new FlinkRuntimeException(
          "The checkpoint is of a run over %s, not over %s".formatted(state.roots(), roots));
    }
    return new ArchiveEnumerator(context, wanted.names(), state);
  }

  @Override
  public SimpleVersionedSerializer<ArchiveSplit> getSplitSerializer() {
    return new ArchiveSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
    return new EnumeratorStateSerializer();
  }
}
