package io.dctstream.distribution;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.CoefficientReader;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegCoefficients.Component;
import io.dctstream.jpegdct.JpegException;
import io.dctstream.samples.ChromaSampling;
import io.dctstream.samples.JpegFormat;
import io.dctstream.samples.SampleImages;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Draws the pictures of docs/concepts.md, of a sample picture and what is really in its file. */
final class ConceptPictures {
  private static final int SIDE = 128;
  private static final int MARGIN = 16;
  private static final int PANEL = 256;
  private static final Color MARK = new Color(0xd6, 0x27, 0x28);

  private final SampleImages samples = new SampleImages(2018);

  /** A picture, one of its blocks as samples and as coefficients, and all blocks by frequency. */
  BufferedImage coefficients() throws IOException, JpegException {
    byte[] jpeg =
        samples.draw(4, SIDE, SIDE, new JpegFormat(90, ChromaSampling.HALF_BOTH, false)).jpeg();
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
    try (CoefficientReader reader =
        CoefficientReader.open(DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      Component luma = reader.read(jpeg).components().get(0);
      int block = busiest(luma);
      int x = block % luma.stride();
      int y = block / luma.stride();

      Sheet sheet =
          new Sheet(
              4,
              "The picture",
              "One block: 8x8 pixels",
              "its 64 coefficients",
              "all blocks, by frequency");
      sheet.image(0, picture);
      sheet.rectangle(0, 2.0 * 8 * x, 2.0 * 8 * y, 16, 16);
      sheet.image(1, picture.getSubimage(8 * x, 8 * y, 8, 8));
      for (int k = 0; k < 64; k++) {
        sheet.number(2, k, value(luma, block, k));
      }
      sheet.image(3, byFrequency(luma));
      return sheet.image;
    }
  }

  /** A large picture, what of it is seen, and the light of the blocks that a network gets. */
  BufferedImage fit() throws IOException, JpegException {
    byte[] jpeg =
        samples.draw(8, 480, 360, new JpegFormat(90, ChromaSampling.HALF_BOTH, false)).jpeg();
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
    try (FittedDecoder decoder =
            FittedDecoder.open(
                BlockGrid.ofPixels(SIDE), Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT);
        CoefficientReader reader =
            CoefficientReader.open(DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      byte[] fitted = decoder.normalise(jpeg);
      Sheet sheet =
          new Sheet(
              3,
              "480x360 pixels; the middle is seen",
              "fitted: 16x16 blocks of 8x8",
              "DC alone: each block's light");
      double scale = (double) PANEL / 480;
      double seen = 360 * 0.875 * scale;
      sheet.image(0, picture);
      sheet.rectangle(0, (PANEL - seen) / 2, (360 * scale - seen) / 2, seen, seen);
      sheet.image(1, ImageIO.read(new ByteArrayInputStream(fitted)));
      for (int i = 0; i <= 16; i++) {
        sheet.rectangle(1, 0, 16.0 * i, PANEL, 0);
        sheet.rectangle(1, 16.0 * i, 0, 0, PANEL);
      }
      sheet.image(2, light(reader.read(fitted).components().get(0)));
      return sheet.image;
    }
  }

  private static int value(Component luma, int block, int k) {
    return luma.blocks().get(64 * block + k) * Short.toUnsignedInt(luma.table().get(k));
  }

  /** The block with most coefficients that are not zero. */
  private static int busiest(Component luma) {
    int best = 0;
    int most = 0;
    for (int block = 0; block < luma.blocksHigh() * luma.stride(); block++) {
      int count = 0;
      for (int k = 1; k < 64; k++) {
        count += value(luma, block, k) == 0 ? 0 : 1;
      }
      if (count > most && block % luma.stride() < luma.blocksWide()) {
        most = count;
        best = block;
      }
    }
    return best;
  }

  /** 8x8 tiles, one a frequency, each with a pixel a block: the darker, the larger. */
  private static BufferedImage byFrequency(Component luma) {
    int wide = luma.blocksWide();
    BufferedImage image = new BufferedImage(8 * wide, 8 * wide, BufferedImage.TYPE_INT_RGB);
    for (int k = 0; k < 64; k++) {
      for (int y = 0; y < luma.blocksHigh(); y++) {
        for (int x = 0; x < wide; x++) {
          int size = Math.abs(value(luma, y * luma.stride() + x, k));
          int grey = (int) Math.max(0, 255 - 36 * Math.log1p(size));
          image.setRGB(k % 8 * wide + x, k / 8 * wide + y, new Color(grey, grey, grey).getRGB());
        }
      }
    }
    return image;
  }

  private static BufferedImage light(Component luma) {
    BufferedImage image =
        new BufferedImage(luma.blocksWide(), luma.blocksHigh(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < luma.blocksHigh(); y++) {
      for (int x = 0; x < luma.blocksWide(); x++) {
        int grey = Math.max(0, Math.min(255, 128 + value(luma, y * luma.stride() + x, 0) / 8));
        image.setRGB(x, y, new Color(grey, grey, grey).getRGB());
      }
    }
    return image;
  }

  /** Panels side by side, each under its title. */
  private static final class Sheet {
    private static final int TOP = 34;
    private final BufferedImage image;
    private final Graphics2D graphics;

    Sheet(int panels, String... titles) {
      image =
          new BufferedImage(
              panels * (PANEL + MARGIN) + MARGIN, TOP + PANEL + MARGIN, BufferedImage.TYPE_INT_RGB);
      graphics = image.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.setColor(Color.DARK_GRAY);
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
      for (int i = 0; i < titles.length; i++) {
        graphics.drawString(titles[i], left(i), 23);
      }
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    }

    /** Enlarged or made smaller to the panel's width, pixel for pixel. */
    void image(int panel, BufferedImage picture) {
      int height = PANEL * picture.getHeight() / picture.getWidth();
      graphics.drawImage(picture, left(panel), TOP, PANEL, height, null);
    }

    void rectangle(int panel, double x, double y, double width, double height) {
      graphics.setColor(MARK);
      graphics.drawRect(left(panel) + (int) x, TOP + (int) y, (int) width, (int) height);
    }

    /** The number of a place in an 8x8 table. */
    void number(int panel, int place, int value) {
      int cell = PANEL / 8;
      int x = left(panel) + place % 8 * cell;
      int y = TOP + place / 8 * cell;
      graphics.setColor(value == 0 ? new Color(0xf2, 0xf2, 0xf2) : new Color(0xd9, 0xea, 0xd3));
      graphics.fillRect(x, y, cell - 1, cell - 1);
      graphics.setColor(Color.BLACK);
      String text = Integer.toString(value);
      graphics.drawString(
          text, x + (cell - graphics.getFontMetrics().stringWidth(text)) / 2, y + cell / 2 + 4);
    }

    private static int left(int panel) {
      return MARGIN + panel * (PANEL + MARGIN);
    }
  }
}
