package io.dctstream.inference.serving;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The versions that work at one time.
 *
 * @param choice gives each of {@code serving} its share
 * @param serving in the order of the shares; the same model may have several
 * @param shadow runs on the same images, for comparison only; null: none
 */
public record Lineup(VersionChoice choice, List<LoadedModel> serving, LoadedModel shadow) {
  /** Which of {@link #serving} classifies an image: always the same share for the same id. */
  public int pick(String id) {
    return choice.pick(id);
  }

  /** All models, each once. */
  public Set<LoadedModel> models() {
    Set<LoadedModel> models = new LinkedHashSet<>(serving);
    if (shadow != null) {
      models.add(shadow);
    }
    return models;
  }

  /** The versions that serve, each once. */
  public List<String> versions() {
    return serving.stream().map(LoadedModel::version).distinct().toList();
  }

  /** When the newest file among those that serve was written, milliseconds since 1970-01-01 UTC. */
  public long modified() {
    return serving.stream().mapToLong(LoadedModel::modified).max().orElseThrow();
  }

  /** In the words of {@link VersionChoice}, with versions in place of {@code latest}. */
  @Override
  public String toString() {
    String served =
        IntStream.range(0, serving.size())
            .mapToObj(share -> words(share, serving.size() > 1))
            .collect(Collectors.joining(","));
    return shadow == null ? served : served + ",shadow=" + shadow.version();
  }

  private String words(int share, boolean weighted) {
    String version = serving.get(share).version();
    return weighted ? version + "=" + choice.shares().get(share).weight() : version;
  }
}
