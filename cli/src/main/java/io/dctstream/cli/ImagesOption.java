package io.dctstream.cli;

import io.dctstream.train.TrainingException;
import io.dctstream.train.data.LabelledImages;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Labelled images from a folder or drawn by program. Mix it in with {@code @Mixin}. */
@Command
final class ImagesOption {
  private static final class Source {
    @Option(
        names = "--data",
        required = true,
        paramLabel = "DIR",
        description = "A folder whose sub-folders are the classes, full of JPEG files.")
    private Path folder;

    @Option(
        names = "--generated",
        required = true,
        description = "Pictures drawn by program; --count and --seed say which.")
    private boolean generated;
  }

  private static final int COUNT = 4000;

  @ArgGroup(multiplicity = "1")
  private Source source;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many pictures to draw; " + COUNT + " by default.")
  private Integer count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Pictures of different seeds have nothing in common but their classes.")
  private Long seed;

  /**
   * The images that were asked for.
   *
   * @param defaultSeed of drawn pictures
   */
  LabelledImages open(long defaultSeed) throws TrainingException {
    if (source.generated) {
      return LabelledImages.drawn(seed == null ? defaultSeed : seed, count == null ? COUNT : count);
    }
    if (seed != null || count != null) {
      throw new TrainingException(
          "--seed and --count say which pictures --generated draws and mean nothing for --data; the"
              + " seed of a training is --training-seed");
    }
    return LabelledImages.inFolder(source.folder);
  }
}
