package io.dctstream.inference.serving;

import io.dctstream.contract.ContractException;
import io.dctstream.inference.DeviceException;
import io.dctstream.inference.InferenceSettings;
import io.dctstream.inference.QuietLog;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.slf4j.LoggerFactory;

/**
 * The models of one subtask. Looks for new versions, opens them and closes those that are done, on
 * a thread of its own: classifying goes on meanwhile. Owns all models that it opens; close it.
 */
public final class LiveModels {
  private final Deployment deployment;
  private final Counter failedPolls;
  private final ModelLoader loader;
  private final QuietLog log = new QuietLog(LoggerFactory.getLogger(LiveModels.class));
  private final Set<LoadedModel> open = new HashSet<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(new ExecutorThreadFactory("models"));

  private Lineup newest;

  /**
   * @param refusals counts the files that are refused
   * @param failedPolls counts how often the versions could not be looked at
   * @throws IOException if the deployment's path does not exist
   */
  public LiveModels(
      Deployment deployment, InferenceSettings settings, Counter refusals, Counter failedPolls)
      throws IOException {
    this.deployment = deployment;
    this.failedPolls = failedPolls;
    this.loader = new ModelLoader(deployment, settings, refusals);
  }

  /**
   * Opens what works at the start.
   *
   * @param restored versions that served before: the newest of them passes for the latest, until
   *     the next look
   * @throws IOException if the versions or a file cannot be read
   * @throws ContractException if a version that is to serve is refused
   * @throws DeviceException if the device was asked for and cannot run models
   */
  public Lineup open(Collection<String> restored)
      throws IOException, ContractException, DeviceException {
    newest = loader.first(restored);
    open.addAll(newest.models());
    return newest;
  }

  /**
   * From now on looks for other versions.
   *
   * @param swap is told, on the thread of this object, what is to work from now on; what it leaves
   *     out goes back to {@link #retire}
   */
  public void follow(Consumer<Lineup> swap) {
    if (loader.canChange()) {
      long millis = deployment.pollInterval().toMillis();
      var unused =
          thread.scheduleWithFixedDelay(() -> poll(swap), millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  /** Closes models that have no image any more. */
  public void retire(Collection<LoadedModel> models) {
    thread.execute(
        () -> {
          models.forEach(LoadedModel::close);
          open.removeAll(models);
        });
  }

  /** Waits for a file that is being opened, then closes all models. */
  public void close() {
    thread.shutdownNow(); // without the polls that are to come
    ThreadEnd.await(thread);
    open.forEach(LoadedModel::close);
  }

  private void poll(Consumer<Lineup> swap) {
    try {
      Lineup next = loader.next(newest);
      if (!next.equals(newest)) {
        open.addAll(next.models());
        newest = next;
        swap.accept(next);
      }
    } catch (IOException | DeviceException | RuntimeException | OutOfMemoryError e) {
      // What serves goes on; there is another look.
      failedPolls.inc();
      log.warn("poll", "The versions at %s cannot be read: %s".formatted(deployment.path(), e));
    }
  }
}
