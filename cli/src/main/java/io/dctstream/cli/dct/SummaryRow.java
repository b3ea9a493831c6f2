package io.dctstream.cli.dct;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.dctstream.jpegdct.JpegCoefficients;
import io.dctstream.jpegdct.JpegException;

/**
 * What the summary says of a file. What is not known is null, and not written.
 *
 * @param bytes length of the file
 * @param frame null if the file has no frame header
 * @param content null if the file cannot be decoded
 * @param error why it cannot be decoded, in one word
 * @param reason why, in a sentence
 */
@JsonInclude(Include.NON_NULL)
record SummaryRow(
    String file,
    Integer bytes,
    @JsonUnwrapped FrameHeader frame,
    @JsonUnwrapped PictureContent content,
    String error,
    String reason) {
  private static final String UNREADABLE = "UNREADABLE";

  static SummaryRow decoded(String file, byte[] jpeg, JpegCoefficients picture) {
    return new SummaryRow(
        file, jpeg.length, FrameHeader.of(jpeg), PictureContent.of(picture), null, null);
  }

  static SummaryRow refused(String file, byte[] jpeg, JpegException e) {
    return new SummaryRow(
        file, jpeg.length, FrameHeader.of(jpeg), null, e.error().name(), e.getMessage());
  }

  static SummaryRow unreadable(String file, String reason) {
    return new SummaryRow(file, null, null, null, UNREADABLE, reason);
  }
}
