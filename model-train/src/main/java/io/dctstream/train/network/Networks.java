package io.dctstream.train.network;

import static io.dctstream.train.network.NetworkInput.COEFFICIENTS;
import static io.dctstream.train.network.NetworkInput.RGB;
import static io.dctstream.train.network.NetworkInput.YCBCR;
import static io.dctstream.train.network.NetworkInput.YCBCR_PLANES;

import io.dctstream.train.network.Step.AveragePool;
import io.dctstream.train.network.Step.Blocks;
import io.dctstream.train.network.Step.Convolve;
import io.dctstream.train.network.Step.Enlarge;
import io.dctstream.train.network.Step.Filters;
import io.dctstream.train.network.Step.MaxPool;
import io.dctstream.train.network.Step.Normalise;
import io.dctstream.train.network.Step.Stem;
import io.dctstream.train.network.Step.Transform;
import io.dctstream.train.network.Step.TransposedConvolve;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The networks of "Faster Neural Networks Straight from JPEG" (NeurIPS 2018, figure S1 and table
 * 1), in the order of its table: those that read DCT coefficients, ResNet-50 on pixels, which they
 * are measured against, those that learn a transform, and ResNet-50 made smaller. The last is our
 * own ({@code docs/networks.md}).
 */
public final class Networks {
  /** The name of our own network, which is trained if no other is asked for. */
  public static final String DEFAULT = "late-concat-lean";

  private static final Step NORMALISE = new Normalise();
  private static final Step ENLARGE = new Enlarge(2);

  /** Block 2 of the receptive-field-aware networks: it widens its view by one block at a time. */
  private static final Step RFA = new Blocks(2, 256, 1024, true, 1, List.of(1, 2, 3));

  private static final Step BLOCK_2 = projected(2, 64, 256, 1, 3);
  private static final Step BLOCK_3 = projected(3, 128, 512, 1, 4);
  private static final Step BLOCK_4 = projected(4, 256, 1024, 2, 6);
  private static final Step BLOCK_5 = projected(5, 512, 2048, 2, 3);

  /** Block 4 without its first, which the late-concat networks have before the concatenation. */
  private static final Step BLOCK_4_TAIL =
      new Blocks(4, 256, 1024, false, 1, List.of(3, 3, 3, 3, 3));

  private static final List<Step> RFA_TRUNK = List.of(NORMALISE, RFA, BLOCK_3, BLOCK_4, BLOCK_5);

  /** Of our own: the network of late-concat-rfa-thinner without what was found not to matter. */
  private static final NetworkDescription LEAN =
      coefficients(
              DEFAULT,
              List.of(
                  NORMALISE,
                  new Blocks(2, 64, 256, true, 1, List.of(1, 2, 3)),
                  projected(4, 192, 768, 2, 1)),
              List.of(),
              List.of(NORMALISE, new Blocks(4, 128, 256, true, 1, List.of(1))),
              List.of(
                  new Blocks(4, 256, 1024, false, 1, List.of(3, 3, 3)),
                  projected(5, 512, 2048, 2, 1)))
          .reading(32, 16);

  private static final NetworkDescription RESNET_50 = resNet("resnet50-rgb", RGB, 3, 4);

  private static final List<NetworkDescription> ALL =
      List.of(
          RESNET_50,
          resNet("resnet50-ycbcr", YCBCR, 3, 4),
          coefficients(
              "upsampling",
              List.of(),
              List.of(ENLARGE),
              List.of(),
              List.of(NORMALISE, BLOCK_3, BLOCK_4, BLOCK_5)),
          coefficients("upsampling-rfa", List.of(), List.of(ENLARGE), List.of(), RFA_TRUNK),
          coefficients(
              "deconvolution-rfa",
              List.of(),
              List.of(new TransposedConvolve(2, 2, 64)),
              List.of(),
              RFA_TRUNK),
          coefficients(
              "downsampling",
              List.of(new Convolve(2, 2, 256)),
              List.of(),
              List.of(),
              List.of(NORMALISE, RFA, BLOCK_3, projected(4, 256, 1024, 1, 6), BLOCK_5)),
          coefficients(
              "late-concat",
              List.of(NORMALISE, BLOCK_3, projected(4, 256, 512, 2, 1)),
              List.of(),
              List.of(NORMALISE, new Blocks(4, 256, 512, true, 1, List.of(1))),
              List.of(BLOCK_4_TAIL, BLOCK_5)),
          coefficients(
              "late-concat-rfa",
              List.of(NORMALISE, RFA, BLOCK_3, projected(4, 256, 512, 2, 1)),
              List.of(),
              List.of(NORMALISE, new Blocks(4, 256, 512, true, 1, List.of(1))),
              List.of(BLOCK_4_TAIL, BLOCK_5)),
          coefficients(
              "late-concat-rfa-thinner",
              List.of(
                  NORMALISE,
                  new Blocks(2, 96, 384, true, 1, List.of(1, 2, 3)),
                  projected(3, 96, 384, 1, 4),
                  projected(4, 192, 768, 2, 1)),
              List.of(),
              List.of(NORMALISE, new Blocks(4, 128, 256, true, 1, List.of(1))),
              List.of(BLOCK_4_TAIL, BLOCK_5)),
          transformed("dct-learn", Filters.LEARNT),
          transformed("dct-ortho", Filters.ORTHONORMAL),
          transformed("dct-frozen", Filters.FROZEN),
          new NetworkDescription(
              "dct-frozen-x2",
              YCBCR_PLANES,
              List.of(new Transform(4, Filters.FROZEN)),
              List.of(new Transform(4, Filters.FROZEN)),
              List.of(),
              List.of(NORMALISE, BLOCK_2, projected(3, 128, 512, 2, 4), BLOCK_4, BLOCK_5)),
          narrowed("channels-div-1.1", 1.1),
          narrowed("channels-div-sqrt2", Math.sqrt(2)),
          narrowed("channels-div-2", 2),
          resNet("remove-1-id-block", RGB, 2, 4),
          resNet("remove-2-id-blocks", RGB, 1, 4),
          resNet("remove-3-id-blocks", RGB, 0, 4),
          resNet("remove-4-id-blocks", RGB, 0, 3),
          resNet("remove-5-id-blocks", RGB, 0, 2),
          resNet("remove-6-id-blocks", RGB, 0, 1),
          LEAN);

  private Networks() {}

  /** All networks. */
  public static List<NetworkDescription> all() {
    return ALL;
  }

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

  private static NetworkDescription coefficients(
      String name, List<Step> luma, List<Step> eachChroma, List<Step> chroma, List<Step> trunk) {
    return new NetworkDescription(name, COEFFICIENTS, luma, eachChroma, chroma, trunk);
  }

  /** The network of upsampling-rfa, on a transform of pixels that stands for the coder's. */
  private static NetworkDescription transformed(String name, Filters filters) {
    Step transform = new Transform(8, filters);
    return new NetworkDescription(
        name,
        YCBCR_PLANES,
        List.of(transform),
        List.of(new AveragePool(2), transform, ENLARGE),
        List.of(),
        RFA_TRUNK);
  }

  /** ResNet-50 with so many residual blocks in its stages 2 and 3, which it has 3 and 4 in. */
  private static NetworkDescription resNet(
      String name, NetworkInput input, int blocks2, int blocks3) {
    List<Step> trunk = new ArrayList<>(List.of(new Stem(7, 2, 64), new MaxPool(3, 2)));
    if (blocks2 > 0) {
      trunk.add(projected(2, 64, 256, 1, blocks2));
    }
    trunk.add(projected(3, 128, 512, 2, blocks3));
    trunk.add(BLOCK_4);
    trunk.add(BLOCK_5);
    return new NetworkDescription(name, input, List.of(), List.of(), List.of(), trunk);
  }

  /** ResNet-50 with fewer channels in its residual blocks. */
  private static NetworkDescription narrowed(String name, double divisor) {
    List<Step> trunk =
        RESNET_50.trunk().stream()
            .map(step -> step instanceof Blocks blocks ? blocks.narrowed(divisor) : step)
            .toList();
    return new NetworkDescription(name, RGB, List.of(), List.of(), List.of(), trunk);
  }

  private static Step projected(int number, int inner, int outer, int stride, int blocks) {
    return new Blocks(number, inner, outer, true, stride, Collections.nCopies(blocks, 3));
  }
}
