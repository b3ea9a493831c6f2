package io.dctstream.cli.pack;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.CtrlC;
import io.dctstream.cli.Progress;
import io.dctstream.cli.Terminal;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes shards. */
@Command(
    name = "pack",
    description = "Packs a folder of images into WebDataset shards.",
    footer = {
      "",
      "A sample is KEY.jpg, KEY.json with its path and label, and KEY.cls with the label's number;",
      "the label is the name of the first folder below DIR. labels.txt has them in order.",
      "",
      "With --normalise each image is fitted once: upright, of that size, 4:2:0. A network of that",
      "size sees exactly what it would see of the original, but decodes it faster.",
      "",
      "Examples:",
      "  ./dctstream pack --data photos --out shards --size 256MB",
      "  ./dctstream pack --data flowers --out shards --normalise 224 --shuffle",
    })
public final class PackCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "A folder of JPEG files, in folders of their classes or not.")
  private Path data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the shards go; a new or empty folder.")
  private Path out;

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      defaultValue = "256MB",
      description = "About how large a shard is; ${DEFAULT-VALUE} by default.")
  private String size;

  @Option(
      names = "--normalise",
      paramLabel = "PIXELS",
      description = "Fit each image to so many pixels on a side, as a network of that size wants.")
  private Integer normalise;

  @Option(names = "--shuffle", description = "Mix the images, in the same way each time.")
  private boolean shuffle;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws CommandException, IOException, InterruptedException {
    long shardBytes = shardBytes();
    BlockGrid grid = normalise == null ? null : grid();
    List<PackedFile> files = PackedFile.in(data, shuffle);
    List<String> labels = PackedFile.labels(files);
    prepare();
    int failed = 0;
    int written;
    try (CtrlC ctrlC = CtrlC.listen();
        Normaliser normaliser = new Normaliser(grid);
        ShardWriter shards = new ShardWriter(out, shardBytes, labels);
        Progress progress = terminal.progress("images", files.size())) {
      for (int i = 0; i < files.size(); i++) {
        ctrlC.check();
        PackedFile file = files.get(i);
        Path path = data.resolve(file.path());
        try {
          byte[] jpeg = normaliser.of(Files.readAllBytes(path));
          shards.add(file, jpeg, Files.getLastModifiedTime(path).toMillis());
        } catch (JpegException e) {
          failed++;
          terminal.err().println("%s: %s %s".formatted(path, e.error(), e.getMessage()));
        }
        progress.at(i + 1);
      }
      written = shards.finish();
    }
    Files.write(out.resolve("labels.txt"), labels);
    terminal
        .out()
        .println(
            "%,d of %,d images in %,d shards -> %s"
                .formatted(files.size() - failed, files.size(), written, out));
    return failed == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void prepare() throws CommandException, IOException {
    Files.createDirectories(out);
    try (Stream<Path> there = Files.list(out)) {
      if (there.findAny().isPresent()) {
        throw new CommandException(
            "There is something in '%s' already; name a new folder".formatted(out));
      }
    }
  }

  private long shardBytes() {
    try {
      long bytes = MemorySize.parseBytes(size);
      if (bytes > 0) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw terminal.misuse("--size is a number of bytes such as 256MB, not '%s'".formatted(size));
  }

  private BlockGrid grid() {
    try {
      return BlockGrid.ofPixels(normalise);
    } catch (IllegalArgumentException e) {
      throw terminal.misuse("--normalise: " + e.getMessage());
    }
  }

  /** Fits images to a grid, or leaves them as they are. */
  private static final class Normaliser implements AutoCloseable {
    private final FittedDecoder decoder;

    Normaliser(BlockGrid grid) {
      decoder =
          grid == null
              ? null
              : FittedDecoder.open(grid, Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT);
    }

    byte[] of(byte[] jpeg) throws JpegException {
      return decoder == null ? jpeg : decoder.normalise(jpeg);
    }

    @Override
    public void close() {
      if (decoder != null) {
        decoder.close();
      }
    }
  }
}
