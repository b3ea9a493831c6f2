package io.dctstream.decoder;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.PackedImage;
import io.dctstream.contract.Reject;
import io.dctstream.contract.RejectCode;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * JPEG files to packed coefficients of one grid. Images that cannot be decoded go to the side
 * output {@link #REJECTS}, whole and with the reason: input = output + rejects.
 *
 * <p>Each subtask owns one native decoder from {@code open} to {@code close}.
 */
public final class DecodeFunction extends ProcessFunction<ImageRecord, PackedImage> {
  private static final long serialVersionUID = 1L;

  /** The images that could not be decoded. */
  public static final OutputTag<Reject> REJECTS =
      new OutputTag<>("decode-rejects", TypeInformation.of(Reject.class));

  private final BlockGrid grid;
  private final Fit fit;
  private final DecodeLimits limits;
  private final DamagePolicy policy;

  private transient FittedDecoder decoder;
  private transient DecodeMetrics metrics;

  /**
   * @param grid the model's input
   * @param fit how images are brought to it
   * @param limits what an image may cost
   * @param policy what becomes of damaged images
   */
  public DecodeFunction(BlockGrid grid, Fit fit, DecodeLimits limits, DamagePolicy policy) {
    this.grid = grid;
    this.fit = fit;
    this.limits = limits;
    this.policy = policy;
  }

  @Override
  public void open(OpenContext context) {
    metrics = new DecodeMetrics(getRuntimeContext().getMetricGroup(), grid);
    decoder = FittedDecoder.open(grid, fit, limits, policy);
  }

  @Override
  public void processElement(ImageRecord image, Context context, Collector<PackedImage> out) {
    metrics.arrived(image.bytes());
    try {
      byte[] payload = decoder.decode(image.bytes());
      PackedImage packed =
          new PackedImage(
              image.id(), image.origin(), image.timestamp(), payload, decoder.warnings());
      metrics.packed(packed);
      out.collect(packed);
    } catch (JpegException e) {
      RejectCode code = RejectCode.of(e.error());
      metrics.rejected(code);
      context.output(REJECTS, Reject.of(image, code, e.getMessage()));
    }
  }

  @Override
  public void close() {
    if (decoder != null) {
      decoder.close();
    }
  }
}
