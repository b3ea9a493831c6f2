package io.dctstream.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SampleImagesTest {
  private static final int COUNT = 200;

  private static final SampleImages ROW = new SampleImages(7);
  private static final List<SampleImage> IMAGES =
      LongStream.range(0, COUNT).mapToObj(ROW::draw).toList();

  @Test
  void theSameSeedAndIndexGiveTheSameBytesInAnyOrderAndThread() {
    SampleImages again = new SampleImages(7);
    List<SampleImage> backwards =
        LongStream.range(0, COUNT)
            .parallel()
            .mapToObj(index -> again.draw(COUNT - 1 - index))
            .toList();

    for (int i = 0; i < COUNT; i++) {
      SampleImage other = backwards.get(COUNT - 1 - i);
      assertThat(other.id()).isEqualTo(IMAGES.get(i).id());
      assertThat(other.label()).isEqualTo(IMAGES.get(i).label());
      assertThat(Arrays.equals(other.jpeg(), IMAGES.get(i).jpeg())).as(other.id()).isTrue();
    }
  }

  @Test
  void everyPictureDiffersFromThoseOfOtherIndexesAndSeeds() {
    List<SampleImage> others =
        LongStream.range(0, COUNT).mapToObj(new SampleImages(8)::draw).toList();
    List<SampleImage> all = Stream.concat(IMAGES.stream(), others.stream()).toList();

    assertThat(all).extracting(SampleImage::id).doesNotHaveDuplicates();
    assertThat(all.stream().map(image -> ByteBuffer.wrap(image.jpeg())).distinct())
        .hasSize(all.size());
  }

  @Test
  void labelsAreBalancedAndKeepTheirOrder() {
    assertThat(SampleImages.labels()).hasSizeGreaterThanOrEqualTo(8).isSorted();
    assertThat(SampleImages.labels()).doesNotHaveDuplicates();
    int rounds = 3;
    int count = rounds * SampleImages.labels().size();
    assertThat(
            LongStream.range(-5, count - 5)
                .mapToObj(index -> ROW.draw(index).label())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
        .hasSize(SampleImages.labels().size())
        .allSatisfy((label, times) -> assertThat(times).isEqualTo(rounds));
  }

  @Test
  void imageIoReadsEveryPictureAtTheSizeOfItsHeader() throws IOException {
    for (SampleImage image : IMAGES) {
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(image.jpeg()));
      Frame frame = Frame.of(image.jpeg());
      assertThat(read.getWidth())
          .isEqualTo(frame.width())
          .isBetween(SampleImages.MIN_SIDE, SampleImages.MAX_SIDE);
      assertThat(read.getHeight())
          .isEqualTo(frame.height())
          .isBetween(SampleImages.MIN_SIDE, SampleImages.MAX_SIDE);
    }
  }

  @Test
  void allSamplingsModesAndManySizesOccur() {
    List<Frame> frames = IMAGES.stream().map(image -> Frame.of(image.jpeg())).toList();

    assertThat(frames).extracting(Frame::kind).contains(0xc0, 0xc2);
    assertThat(frames).extracting(Frame::components).contains(1, 3);
    assertThat(frames)
        .filteredOn(frame -> frame.components() == 3)
        .extracting(Frame::lumaFactors)
        .contains(0x22, 0x21, 0x11);
    assertThat(frames).extracting(Frame::width).anyMatch(w -> w < 150).anyMatch(w -> w > 450);
    assertThat(frames)
        .anyMatch(frame -> frame.width() > 1.5 * frame.height())
        .anyMatch(frame -> frame.height() > 1.5 * frame.width());
  }

  @Test
  void drawsInAGivenSizeAndFormat() {
    JpegFormat format = new JpegFormat(75, ChromaSampling.HALF_BOTH, false);
    assertThat(Frame.of(ROW.draw(3, 224, 160, format).jpeg()))
        .isEqualTo(new Frame(0xc0, 224, 160, 3, 0x22));
  }
}
