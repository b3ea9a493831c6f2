package io.dctstream.inference.serving;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.util.MathUtils;

/**
 * Which versions of a model classify images. In words:
 *
 * <pre>
 *   latest                  the newest version, and each newer one as it comes
 *   v3                      this version
 *   v3=90,v4=10             shares of the images, by a hash of the image's id
 *   v3=95,latest=5          the newest version among them
 *   v3,shadow=v5            v5 runs on the same images, for comparison only
 *   v3,shadow=latest        so does the newest
 * </pre>
 *
 * @param shares of the images, at least one; the weights count in proportion to their sum
 * @param shadow the version that runs for comparison only; null: none
 */
public record VersionChoice(List<Share> shares, String shadow) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Stands for the newest version. */
  public static final String LATEST = "latest";

  private static final String SHADOW = "shadow";

  /**
   * A version's part of the images.
   *
   * @param version its name, or {@link #LATEST}
   * @param weight at least 1
   */
  public record Share(String version, int weight) implements Serializable {
    private static final long serialVersionUID = 1L;

    public Share {
      if (version.isEmpty() || weight < 1) {
        throw new IllegalArgumentException(
            "A share is VERSION or VERSION=WEIGHT with a weight of at least 1, not %s=%d"
                .formatted(version, weight));
      }
    }
  }

  /**
   * @throws IllegalArgumentException if no version serves, or one is named twice
   */
  public VersionChoice {
    shares = List.copyOf(shares);
    if (shares.isEmpty()) {
      throw new IllegalArgumentException("A shadow needs a version beside it that serves");
    }
    Set<String> names = new HashSet<>();
    Stream.concat(shares.stream().map(Share::version), Stream.ofNullable(shadow))
        .forEach(
            name -> {
              if (!names.add(name)) {
                throw new IllegalArgumentException(
                    "The version '%s' is named twice".formatted(name));
              }
            });
  }

  /**
   * Reads the words above.
   *
   * @throws IllegalArgumentException if they have another form
   */
  public static VersionChoice parse(String words) {
    List<Share> shares = new ArrayList<>();
    String shadow = null;
    for (String word : words.split(",", -1)) {
      int equals = word.indexOf('=');
      String name = (equals < 0 ? word : word.substring(0, equals)).strip();
      String value = equals < 0 ? "1" : word.substring(equals + 1).strip();
      if (name.equals(SHADOW) && shadow == null && equals >= 0 && !value.isEmpty()) {
        shadow = value;
      } else {
        shares.add(new Share(name, weight(value)));
      }
    }
    return new VersionChoice(shares, shadow);
  }

  /** Which of the shares an image belongs to; always the same for the same id. */
  int pick(String id) {
    if (shares.size() == 1) {
      return 0;
    }
    int total = 0;
    for (int share = 0; share < shares.size(); share++) {
      total += shares.get(share).weight();
    }
    int point = MathUtils.murmurHash(id.hashCode()) % total;
    int share = 0;
    while (point >= shares.get(share).weight()) {
      point -= shares.get(share).weight();
      share++;
    }
    return share;
  }

  /** All names, {@link #LATEST} among them. */
  List<String> names() {
    return Stream.concat(shares.stream().map(Share::version), Stream.ofNullable(shadow)).toList();
  }

  private static int weight(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The weight of a version is a whole number, not '%s'".formatted(text), e);
    }
  }

  @Override
  public String toString() {
    StringBuilder words = new StringBuilder();
    for (Share share : shares) {
      words.append(words.isEmpty() ? "" : ",").append(share.version());
      if (shares.size() > 1) {
        words.append('=').append(share.weight());
      }
    }
    return shadow == null ? words.toString() : words + "," + SHADOW + "=" + shadow;
  }
}
