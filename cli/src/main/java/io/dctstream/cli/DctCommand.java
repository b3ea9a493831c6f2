package io.dctstream.cli;

import io.dctstream.cli.npz.NpyArray;
import io.dctstream.cli.npz.NpzFile;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.CoefficientReader;
import io.dctstream.jpegdct.ColourSpace;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.JpegCoefficients;
import io.dctstream.jpegdct.JpegCoefficients.Component;
import io.dctstream.jpegdct.JpegException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the coefficients of one JPEG file. */
@Command(
    name = "dct",
    description = "Writes a JPEG file's DCT coefficients, as they stand in the file, for numpy.",
    footer = {
      "",
      "Arrays in the file:",
      "  y, cb, cr  int16 [blocksHigh, blocksWide, 64], quantised, without padding",
      "             blocks; 8v + u is the index of horizontal frequency u, vertical v.",
      "             Grey pictures have y alone; other colours go by their own letters.",
      "  quant      uint16 [components, 64], the quantisation tables in the same order.",
      "",
      "Example:",
      "  ./dctstream dct photo.jpg --out photo.npz",
      "  python3 -c \"import numpy; print(numpy.load('photo.npz')['y'].shape)\"",
    })
final class DctCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A JPEG file.")
  private Path file;

  @Option(names = "--out", required = true, paramLabel = "FILE.npz", description = "Written over.")
  private Path out;

  @Mixin private DamageOption damage;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws CommandException, IOException {
    byte[] jpeg = JpegFile.read(file);
    try (CoefficientReader reader = CoefficientReader.open(DecodeLimits.DEFAULT, damage.policy())) {
      JpegCoefficients picture = reader.read(jpeg);
      NpzFile.write(out, arrays(picture));
      terminal
          .out()
          .printf(
              "%s: %dx%d pixels, %s, %s blocks -> %s%s%n",
              file,
              picture.width(),
              picture.height(),
              picture.progressive() ? "progressive" : "sequential",
              picture.components().stream()
                  .map(component -> component.blocksWide() + "x" + component.blocksHigh())
                  .collect(Collectors.joining(" + ")),
              out,
              DamageOption.mark(picture.warnings()));
    } catch (JpegException e) {
      throw new CommandException("%s cannot be decoded: %s".formatted(file, e.getMessage()), e);
    }
    return ExitCode.OK;
  }

  private static Map<String, NpyArray> arrays(JpegCoefficients picture) {
    List<Component> components = picture.components();
    List<String> names = names(picture.colourSpace());
    short[] tables = new short[components.size() * BlockGrid.BLOCK_SIZE];
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    for (int i = 0; i < components.size(); i++) {
      arrays.put(names.get(i), plane(components.get(i)));
      components.get(i).table().get(0, tables, i * BlockGrid.BLOCK_SIZE, BlockGrid.BLOCK_SIZE);
    }
    arrays.put("quant", NpyArray.uint16(tables, components.size(), BlockGrid.BLOCK_SIZE));
    return arrays;
  }

  /** The blocks that hold part of the picture, row by row, without the padding between rows. */
  private static NpyArray plane(Component component) {
    int row = component.blocksWide() * BlockGrid.BLOCK_SIZE;
    short[] values = new short[row * component.blocksHigh()];
    for (int y = 0; y < component.blocksHigh(); y++) {
      component.blocks().get(y * component.stride() * BlockGrid.BLOCK_SIZE, values, y * row, row);
    }
    return NpyArray.int16(
        values, component.blocksHigh(), component.blocksWide(), BlockGrid.BLOCK_SIZE);
  }

  private static List<String> names(ColourSpace colours) {
    return switch (colours) {
      case GREY, YCBCR, YCCK -> List.of("y", "cb", "cr", "k");
      case RGB -> List.of("r", "g", "b");
      case CMYK -> List.of("c", "m", "y", "k");
      case UNKNOWN -> List.of("component0", "component1", "component2", "component3");
    };
  }
}
