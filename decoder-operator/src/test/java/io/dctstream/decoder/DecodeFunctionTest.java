package io.dctstream.decoder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.Origin;
import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Reject;
import io.dctstream.contract.RejectCode;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.PackedPayload;
import io.dctstream.jpegdct.Warnings;
import io.dctstream.samples.SampleImages;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecodeFunctionTest {
  private static final BlockGrid GRID = BlockGrid.ofPixels(64);
  private static final byte[] JPEG = new SampleImages(1).draw(0).jpeg();

  private OneInputStreamOperatorTestHarness<ImageRecord, PackedImage> harness;

  @BeforeEach
  void open() throws Exception {
    open(DamagePolicy.STRICT);
  }

  private void open(DamagePolicy policy) throws Exception {
    DecodeLimits limits = new DecodeLimits(JPEG.length, 1_000_000, 100, 100_000_000);
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new DecodeFunction(GRID, Fit.RESIZE, limits, policy)));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void packsAnImageAsTheDecoderDoes() throws Exception {
    ImageRecord image = image("a", JPEG);
    harness.processElement(image, 5);
    PackedImage packed = harness.extractOutputValues().get(0);
    assertThat(packed.id()).isEqualTo("a");
    assertThat(packed.origin()).isEqualTo(image.origin());
    assertThat(packed.timestamp()).isEqualTo(5);
    assertThat(PackedPayload.grid(packed.payload())).isEqualTo(GRID);
    try (FittedDecoder decoder =
        FittedDecoder.open(GRID, Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
      assertThat(packed.payload()).isEqualTo(decoder.decode(JPEG));
    }
  }

  @Test
  void rejectsWhatIsNoJpegAndGoesOn() throws Exception {
    harness.processElement(image("empty", new byte[0]), 5);
    harness.processElement(image("text", "hello, world".getBytes(UTF_8)), 5);
    harness.processElement(image("good", JPEG), 5);
    assertThat(harness.extractOutputValues()).extracting(PackedImage::id).containsExactly("good");
    assertThat(rejects())
        .extracting(Reject::id, Reject::code)
        .containsExactly(tuple("empty", RejectCode.NOT_JPEG), tuple("text", RejectCode.NOT_JPEG));
    assertThat(rejects().get(1).bytes()).asString().isEqualTo("hello, world");
    assertThat(rejects().get(1).message()).isNotBlank();
  }

  @Test
  void rejectsADamagedImageUnlessItIsLenient() throws Exception {
    byte[] cut = Arrays.copyOf(JPEG, JPEG.length / 2);

    harness.processElement(image("strict", cut), 5);
    assertThat(rejects()).extracting(Reject::code).containsExactly(RejectCode.TRUNCATED);
    harness.close();
    open(DamagePolicy.LENIENT);
    harness.processElement(image("lenient", cut), 5);
    harness.processElement(image("whole", JPEG), 5);

    List<PackedImage> packed = harness.extractOutputValues();
    assertThat(packed).extracting(PackedImage::id).containsExactly("lenient", "whole");
    assertThat(packed.get(0).warnings().first()).isEqualTo("Premature end of JPEG file");
    assertThat(packed.get(1).warnings()).isEqualTo(Warnings.NONE);
  }

  @Test
  void holdsTheLimits() throws Exception {
    byte[] longer = Arrays.copyOf(JPEG, JPEG.length + 1);
    harness.processElement(image("longer", longer), 5);
    assertThat(rejects()).extracting(Reject::code).containsExactly(RejectCode.TOO_LARGE);
  }

  private List<Reject> rejects() {
    return harness.getSideOutput(DecodeFunction.REJECTS).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  private static ImageRecord image(String id, byte[] bytes) {
    return new ImageRecord(id, Origin.kafka("images", 0, 1), 5, bytes);
  }
}
