package io.dctstream.job;

import io.dctstream.contract.ContractException;
import io.dctstream.inference.serving.Deployment;
import io.dctstream.inference.serving.VersionChoice;
import java.io.IOException;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;

/** The model that the options name, as the job's graph needs it. */
public final class JobModel {
  private JobModel() {}

  /**
   * Opens the versions that are to serve once, here, so that one that would fail on the cluster is
   * refused now. The path of what comes back is absolute, because TaskManagers have other working
   * directories.
   *
   * @param place the option that names the directory or the file
   * @throws JobException if a file is missing, or is no model that keeps its contract
   */
  public static Deployment examine(ReadableConfig options, ConfigOption<String> place)
      throws JobException {
    String path = options.get(place);
    VersionChoice choice = InferenceOptions.versions(options);
    try {
      Path versions = new Path(path);
      return Deployment.examine(
          versions.makeQualified(versions.getFileSystem()).toString(),
          choice,
          options.get(InferenceOptions.MODEL_POLL_INTERVAL));
    } catch (ContractException e) {
      throw new JobException(e.getMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new JobException(
          "The model %s cannot be read (%s); set '%s'".formatted(path, e.getMessage(), place.key()),
          e);
    }
  }
}
