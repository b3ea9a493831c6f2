package io.dctstream.job;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Reject;
import io.dctstream.contract.RejectCode;
import io.dctstream.jpegdct.Warnings;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends rejects on their way again, to where they failed: those that could not be decoded are
 * images, those that the model failed on are packed coefficients, which go to the side output
 * {@link #PACKED} and past the decoder.
 */
final class ReplayFunction extends ProcessFunction<Reject, ImageRecord> {
  private static final long serialVersionUID = 1L;

  /** What need not be decoded. What libjpeg once warned about in them is not known any more. */
  static final OutputTag<PackedImage> PACKED =
      new OutputTag<>("packed", TypeInformation.of(PackedImage.class));

  @Override
  public void processElement(Reject reject, Context context, Collector<ImageRecord> out) {
    if (reject.code() == RejectCode.INFERENCE_FAILED) {
      context.output(
          PACKED,
          new PackedImage(
              reject.id(), reject.origin(), reject.timestamp(), reject.bytes(), Warnings.NONE));
    } else {
      out.collect(
          new ImageRecord(reject.id(), reject.origin(), reject.timestamp(), reject.bytes()));
    }
  }
}
