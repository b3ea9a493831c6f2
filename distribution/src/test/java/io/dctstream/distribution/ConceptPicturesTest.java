package io.dctstream.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * The pictures of docs/concepts.md show what the decoder does; {@code -Ddctstream.docs.write=true}
 * draws them anew.
 */
class ConceptPicturesTest {
  @Test
  void areThoseOnThePage() throws Exception {
    ConceptPictures pictures = new ConceptPictures();
    compare(pictures.coefficients(), "coefficients.png");
    compare(pictures.fit(), "fit.png");
  }

  private static void compare(BufferedImage drawn, String name) throws IOException {
    Path file = Page.CHECKOUT.resolve("docs/pictures").resolve(name);
    if (Boolean.getBoolean("dctstream.docs.write")) {
      ImageIO.write(drawn, "png", file.toFile());
    }
    BufferedImage kept = ImageIO.read(file.toFile());
    assertThat(kept.getWidth()).isEqualTo(drawn.getWidth());
    assertThat(kept.getHeight()).isEqualTo(drawn.getHeight());
    long difference = 0;
    for (int y = 0; y < drawn.getHeight(); y++) {
      for (int x = 0; x < drawn.getWidth(); x++) {
        difference += Math.abs((kept.getRGB(x, y) & 255) - (drawn.getRGB(x, y) & 255));
      }
    }
    // Other fonts draw letters elsewhere; another picture differs all over.
    assertThat((double) difference / drawn.getWidth() / drawn.getHeight()).isLessThan(8);
  }
}
