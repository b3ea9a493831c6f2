package io.dctstream.train.network;

import io.dctstream.train.network.Step.Blocks;
import io.dctstream.train.network.Step.Convolve;
import io.dctstream.train.network.Step.Enlarge;
import io.dctstream.train.network.Step.Normalise;
import io.dctstream.train.network.Step.TransposedConvolve;
import java.util.List;
import java.util.stream.Stream;

/**
 * The networks of "Faster Neural Networks Straight from JPEG" (NeurIPS 2018, figure S1) that read
 * DCT coefficients.
 */
public final class Networks {
  private static final Step NORMALISE = new Normalise();
  private static final Step ENLARGE = new Enlarge(2);

  /** Block 2 of the receptive-field-aware networks: it widens its view by one block at a time. */
  private static final Step RFA = new Blocks(2, 256, 1024, true, 1, List.of(1, 2, 3));

  private static final Step BLOCK_3 = projected(3, 128, 512, 1, 4);
  private static final Step BLOCK_4 = projected(4, 256, 1024, 2, 6);
  private static final Step BLOCK_5 = projected(5, 512, 2048, 2, 3);

  /** Block 4 without its first, which the late-concat networks have before the concatenation. */
  private static final Step BLOCK_4_TAIL =
      new Blocks(4, 256, 1024, false, 1, List.of(3, 3, 3, 3, 3));

  private static final List<NetworkDescription> ALL =
      List.of(
          new NetworkDescription(
              "upsampling",
              List.of(),
              List.of(ENLARGE),
              List.of(),
              List.of(NORMALISE, BLOCK_3, BLOCK_4, BLOCK_5)),
          new NetworkDescription(
              "upsampling-rfa",
              List.of(),
              List.of(ENLARGE),
              List.of(),
              List.of(NORMALISE, RFA, BLOCK_3, BLOCK_4, BLOCK_5)),
          new NetworkDescription(
              "deconvolution-rfa",
              List.of(),
              List.of(new TransposedConvolve(2, 2, 64)),
              List.of(),
              List.of(NORMALISE, RFA, BLOCK_3, BLOCK_4, BLOCK_5)),
          new NetworkDescription(
              "downsampling",
              List.of(new Convolve(2, 2, 256)),
              List.of(),
              List.of(),
              List.of(NORMALISE, RFA, BLOCK_3, projected(4, 256, 1024, 1, 6), BLOCK_5)),
          new NetworkDescription(
              "late-concat",
              List.of(NORMALISE, BLOCK_3, projected(4, 256, 512, 2, 1)),
              List.of(),
              List.of(NORMALISE, new Blocks(4, 256, 512, true, 1, List.of(1))),
              List.of(BLOCK_4_TAIL, BLOCK_5)),
          new NetworkDescription(
              "late-concat-rfa",
              List.of(NORMALISE, RFA, BLOCK_3, projected(4, 256, 512, 2, 1)),
              List.of(),
              List.of(NORMALISE, new Blocks(4, 256, 512, true, 1, List.of(1))),
              List.of(BLOCK_4_TAIL, BLOCK_5)),
          new NetworkDescription(
              "late-concat-rfa-thinner",
              List.of(
                  NORMALISE,
                  new Blocks(2, 96, 384, true, 1, List.of(1, 2, 3)),
                  projected(3, 96, 384, 1, 4),
                  projected(4, 192, 768, 2, 1)),
              List.of(),
              List.of(NORMALISE, new Blocks(4, 128, 256, true, 1, List.of(1))),
              List.of(BLOCK_4_TAIL, BLOCK_5)));

  private Networks() {}

  /** The names of all networks. */
  public static List<String> names() {
    return ALL.stream().map(NetworkDescription::name).toList();
  }

  /**
   * The network of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static NetworkDescription named(String name) {
    return ALL.stream()
        .filter(network -> network.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no network '%s'; choose one of %s"
                        .formatted(name, String.join(", ", names()))));
  }

  private static Step projected(int number, int inner, int outer, int stride, int blocks) {
    return new Blocks(
        number, inner, outer, true, stride, Stream.generate(() -> 3).limit(blocks).toList());
  }
}
