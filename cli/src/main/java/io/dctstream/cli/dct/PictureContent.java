package io.dctstream.cli.dct;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.JpegCoefficients;
import io.dctstream.jpegdct.JpegCoefficients.Component;
import java.util.Locale;

/**
 * What the summary says of a picture that was decoded.
 *
 * @param colourSpace ycbcr, grey, rgb, cmyk or ycck
 * @param quality see {@link IjgQuality}; of the first component's table, luma's where there is luma
 * @param qualityExact whether the table is exactly that quality's
 * @param nonZeroShare share of the quantised coefficients, those of padding blocks left out, in [0,
 *     1]
 * @param warnings how many libjpeg had
 * @param firstWarning in libjpeg's words; empty if there is none
 */
record PictureContent(
    String colourSpace,
    int quality,
    boolean qualityExact,
    double nonZeroShare,
    int warnings,
    String firstWarning) {
  private static final double DIGITS = 1e4;

  static PictureContent of(JpegCoefficients picture) {
    IjgQuality quality = IjgQuality.of(picture.components().get(0).table());
    return new PictureContent(
        picture.colourSpace().name().toLowerCase(Locale.ROOT),
        quality.value(),
        quality.exact(),
        Math.rint(nonZeroShare(picture) * DIGITS) / DIGITS,
        picture.warnings().count(),
        picture.warnings().first());
  }

  private static double nonZeroShare(JpegCoefficients picture) {
    long nonZero = 0;
    long all = 0;
    for (Component component : picture.components()) {
      int row = component.blocksWide() * BlockGrid.BLOCK_SIZE;
      all += (long) row * component.blocksHigh();
      for (int y = 0; y < component.blocksHigh(); y++) {
        int start = y * component.stride() * BlockGrid.BLOCK_SIZE;
        for (int i = start; i < start + row; i++) {
          nonZero += component.blocks().get(i) == 0 ? 0 : 1;
        }
      }
    }
    return (double) nonZero / all;
  }
}
