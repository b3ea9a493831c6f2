package io.dctstream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.jpegdct.JpegError;
import io.dctstream.jpegdct.Warnings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RejectTest {
  private static final Origin ORIGIN = Origin.kafka("images", 3, 42);

  @Test
  void aRejectKeepsTheImageWhole() {
    byte[] bytes = {1, 2, 3};

    Reject reject = Reject.of(new ImageRecord("a", ORIGIN, 9, bytes), RejectCode.CORRUPT, "why");

    assertThat(reject).isEqualTo(new Reject("a", ORIGIN, 9, RejectCode.CORRUPT, "why", bytes));
  }

  @Test
  void whatFailedInTheModelKeepsItsPayload() {
    byte[] payload = {1, 2, 3};

    Reject reject = Reject.of(new PackedImage("a", ORIGIN, 9, payload, Warnings.NONE), "why");

    assertThat(reject.code()).isEqualTo(RejectCode.INFERENCE_FAILED);
    assertThat(reject.bytes()).isSameAs(payload);
  }

  @ParameterizedTest
  @EnumSource(JpegError.class)
  void everyDecodingErrorHasTheCodeOfItsName(JpegError error) {
    assertThat(RejectCode.of(error).name()).isEqualTo(error.name());
  }

  @Test
  void originsNameThePlace() {
    assertThat(ORIGIN).hasToString("images-3-42");
    assertThat(Origin.member("/a/b.tar", "c/d.jpg")).hasToString("/a/b.tar#c/d.jpg");
    assertThat(Origin.file("/a/b.jpg")).hasToString("/a/b.jpg");
  }
}
