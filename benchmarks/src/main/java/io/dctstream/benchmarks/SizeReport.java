package io.dctstream.benchmarks;

import com.github.luben.zstd.Zstd;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many bytes a picture takes on its way to a network, in each form that it could travel in: as
 * a Markdown table of medians and means.
 */
final class SizeReport {
  private static final List<Integer> QUALITIES = List.of(75, 90, 100);

  private SizeReport() {}

  /** Drawn pictures of a network's size at the qualities of the table. */
  static List<String> drawn(BlockGrid grid) {
    return QUALITIES.stream()
        .map(quality -> "%dx%d-q%d".formatted(grid.pixelWidth(), grid.pixelHeight(), quality))
        .toList();
  }

  /**
   * Measures.
   *
   * @param sets as {@link PictureSet#of} takes them; folders without a size and quality are scaled
   *     to the network's and written anew at each quality
   * @param grid of the network
   */
  static String markdown(List<String> sets, BlockGrid grid) throws IOException, JpegException {
    StringBuilder table =
        new StringBuilder(
            """
            | pictures, median / mean bytes | JPEG | packed | packed, zstd | int16 coefficients | RGB uint8 | RGB float |
            |---|---:|---:|---:|---:|---:|---:|
            """);
    for (String set : sets) {
      if (PictureSet.hasForm(set)) {
        table.append(row(set, PictureSet.of(set), grid));
        continue;
      }
      for (String form : drawn(grid)) {
        String name = set + ":" + form;
        table.append(row(name, PictureSet.of(name), grid));
      }
    }
    return table.toString();
  }

  private static String row(String name, List<byte[]> jpegs, BlockGrid grid) throws JpegException {
    List<byte[]> packed = new ArrayList<>();
    try (FittedDecoder decoder =
        FittedDecoder.open(grid, Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      for (byte[] jpeg : jpegs) {
        packed.add(decoder.decode(jpeg));
      }
    }
    int samples = 3 * grid.pixelWidth() * grid.pixelHeight();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %,d | %,d | %,d |%n",
        name,
        sizes(jpegs),
        sizes(packed),
        sizes(packed.stream().map(Zstd::compress).toList()),
        Short.BYTES * (BlockGrid.BLOCK_SIZE * (grid.lumaBlocks() + 2 * grid.chromaBlocks())),
        samples,
        Float.BYTES * samples);
  }

  private static String sizes(List<byte[]> forms) {
    return String.format(
        Locale.ROOT,
        "%,.0f / %,.0f",
        Report.median(forms.stream().mapToDouble(form -> form.length)),
        forms.stream().mapToInt(form -> form.length).average().orElseThrow());
  }
}
