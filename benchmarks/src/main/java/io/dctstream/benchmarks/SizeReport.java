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
 * How many bytes a picture takes on its way to a network of 224x224 pixels, in each form that it
 * could travel in: as a Markdown table of medians and means.
 */
final class SizeReport {
  private static final BlockGrid GRID = DecodeBenchmark.GRID;
  private static final List<Integer> QUALITIES = List.of(75, 90, 100);

  /** Drawn pictures of the network's size at the qualities of the table. */
  static final List<String> DRAWN =
      QUALITIES.stream()
          .map(quality -> "%dx%d-q%d".formatted(GRID.pixelWidth(), GRID.pixelHeight(), quality))
          .toList();

  private SizeReport() {}

  /**
   * Measures.
   *
   * @param sets as {@link PictureSet#of} takes them; folders are scaled and written anew at each
   *     quality
   */
  static String markdown(List<String> sets) throws IOException, JpegException {
    StringBuilder table =
        new StringBuilder(
            """
            | pictures, median / mean bytes | JPEG | packed | packed, zstd | int16 coefficients | RGB uint8 | RGB float |
            |---|---:|---:|---:|---:|---:|---:|
            """);
    for (String set : sets) {
      if (PictureSet.isDrawn(set)) {
        table.append(row(set, PictureSet.of(set)));
        continue;
      }
      for (String form : DRAWN) {
        String name = set + ":" + form;
        table.append(row(name, PictureSet.of(name)));
      }
    }
    return table.toString();
  }

  private static String row(String name, List<byte[]> jpegs) throws JpegException {
    List<byte[]> packed = new ArrayList<>();
    try (FittedDecoder decoder =
        FittedDecoder.open(GRID, Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      for (byte[] jpeg : jpegs) {
        packed.add(decoder.decode(jpeg));
      }
    }
    int samples = 3 * GRID.pixelWidth() * GRID.pixelHeight();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %,d | %,d | %,d |%n",
        name,
        sizes(jpegs),
        sizes(packed),
        sizes(packed.stream().map(Zstd::compress).toList()),
        Short.BYTES * (BlockGrid.BLOCK_SIZE * (GRID.lumaBlocks() + 2 * GRID.chromaBlocks())),
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
