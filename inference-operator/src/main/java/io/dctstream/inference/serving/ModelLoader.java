package io.dctstream.inference.serving;

import io.dctstream.contract.ContractException;
import io.dctstream.inference.DeviceException;
import io.dctstream.inference.InferenceSettings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which versions are to work, and opens those that do not yet. A version that was refused
 * is tried again when its file has changed. Not thread-safe.
 */
final class ModelLoader {
  private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);

  private record Refusal(VersionFile file, ContractException reason) {}

  private final Deployment deployment;
  private final ModelDirectory directory;
  private final InferenceSettings settings;
  private final Counter refusals;
  private final Map<String, Refusal> refused = new HashMap<>();

  /** What was opened for the line-up that is being made. */
  private final List<LoadedModel> fresh = new ArrayList<>();

  /**
   * @param refusals counts the files that are refused
   * @throws IOException if the deployment's path does not exist
   */
  ModelLoader(Deployment deployment, InferenceSettings settings, Counter refusals)
      throws IOException {
    this.deployment = deployment;
    this.directory = ModelDirectory.at(deployment.path());
    this.settings = settings;
    this.refusals = refusals;
  }

  /** Whether a version that comes later may have to work. */
  boolean canChange() {
    VersionChoice choice = deployment.choice();
    return !directory.isSingleFile()
        && (choice.shadow() != null || choice.names().contains(VersionChoice.LATEST));
  }

  /**
   * The line-up at the start.
   *
   * @param restored versions that served before: the newest of them passes for the latest
   * @throws IOException if the versions or the file of one cannot be read
   * @throws ContractException if a version that is to serve is refused
   * @throws DeviceException if the device was asked for and cannot run models
   */
  Lineup first(Collection<String> restored) throws IOException, ContractException, DeviceException {
    List<String> versions = directory.versions();
    List<String> restoredFirst =
        Stream.concat(versions.stream().filter(restored::contains), versions.stream())
            .distinct()
            .toList();
    List<LoadedModel> serving = new ArrayList<>();
    fresh.clear();
    try {
      for (VersionChoice.Share share : deployment.choice().shares()) {
        List<String> candidates = candidates(share.version(), restoredFirst);
        LoadedModel model = find(candidates, serving);
        if (model == null) {
          throw reason(share.version(), candidates);
        }
        serving.add(model);
      }
      return new Lineup(deployment.choice(), serving, shadow(versions, serving, List.of()));
    } catch (Exception | Error e) {
      fresh.forEach(LoadedModel::close);
      throw e;
    }
  }

  /**
   * What is to work now; where nothing better can be opened, what does work.
   *
   * @throws IOException if the versions or the file of one cannot be read
   * @throws DeviceException if the device was asked for and cannot run models
   */
  Lineup next(Lineup current) throws IOException, DeviceException {
    List<String> versions = directory.versions();
    List<LoadedModel> serving = new ArrayList<>();
    fresh.clear();
    try {
      for (VersionChoice.Share share : deployment.choice().shares()) {
        LoadedModel now = current.serving().get(serving.size());
        LoadedModel model = find(candidates(share.version(), versions), current.serving());
        serving.add(model == null ? now : model);
      }
      return new Lineup(
          deployment.choice(),
          serving,
          shadow(versions, serving, Stream.ofNullable(current.shadow()).toList()));
    } catch (Exception | Error e) {
      fresh.forEach(LoadedModel::close);
      throw e;
    }
  }

  /**
   * @param open may be used again; never a model that serves, because its batches are in use
   * @return null if there is none, or if the version that it would be serves
   */
  private LoadedModel shadow(
      List<String> versions, List<LoadedModel> serving, List<LoadedModel> open)
      throws IOException, DeviceException {
    String name = deployment.choice().shadow();
    for (String version : name == null ? List.<String>of() : candidates(name, versions)) {
      if (serving.stream().anyMatch(model -> model.isOf(version))) {
        return null;
      }
      LoadedModel model = find(List.of(version), open);
      if (model != null) {
        return model;
      }
    }
    return null;
  }

  private static List<String> candidates(String name, List<String> versions) {
    return name.equals(VersionChoice.LATEST) ? versions : List.of(name);
  }

  /** The first of the candidates that is open or can be opened; null: none. */
  private LoadedModel find(List<String> candidates, List<LoadedModel> open)
      throws IOException, DeviceException {
    for (String version : candidates) {
      for (LoadedModel model : open) {
        if (model.isOf(version)) {
          return model;
        }
      }
      LoadedModel model = open(version);
      if (model != null) {
        return model;
      }
    }
    return null;
  }

  /** Null if the version is refused, or its file is missing or still being written. */
  private LoadedModel open(String version) throws IOException, DeviceException {
    VersionFile file;
    try {
      file = directory.file(version);
    } catch (FileNotFoundException e) {
      return null;
    }
    Refusal before = refused.get(version);
    if (before != null && before.file().equals(file)) {
      return null;
    }
    try {
      LoadedModel model = LoadedModel.open(directory, file, deployment, settings);
      fresh.add(model); // so that it is closed if the next look at the file fails
      if (directory.file(version).equals(file)) {
        return model;
      }
      fresh.remove(model);
      model.close();
      return null;
    } catch (ContractException e) {
      refused.put(version, new Refusal(file, e));
      refusals.inc();
      LOG.warn("{}; it is tried again when the file changes", e.getMessage());
      return null;
    }
  }

  private ContractException reason(String name, List<String> candidates) {
    return candidates.stream()
        .filter(refused::containsKey)
        .findFirst()
        .map(version -> refused.get(version).reason())
        .orElseGet(() -> directory.lacks(name));
  }
}
