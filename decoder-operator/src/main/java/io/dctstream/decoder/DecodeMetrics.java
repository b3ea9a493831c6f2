package io.dctstream.decoder;

import io.dctstream.contract.PackedImage;
import io.dctstream.contract.RejectCode;
import io.dctstream.jpegdct.BlockGrid;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What a decoder counts. Each name's full path stands above it. */
final class DecodeMetrics {
  /** HOST.taskmanager.TM.JOB.decode.SUBTASK.images: images that came in, rejects included. */
  static final String IMAGES = "images";

  /** HOST.taskmanager.TM.JOB.decode.SUBTASK.bytesIn: bytes of their JPEG files. */
  static final String BYTES_IN = "bytesIn";

  /** HOST.taskmanager.TM.JOB.decode.SUBTASK.bytesPacked: bytes of the payloads that went out. */
  static final String BYTES_PACKED = "bytesPacked";

  /**
   * HOST.taskmanager.TM.JOB.decode.SUBTASK.bytesRgb: bytes that the same images would take as RGB
   * pixels of the network's size.
   */
  static final String BYTES_RGB = "bytesRgb";

  /** HOST.taskmanager.TM.JOB.decode.SUBTASK.warned: images that went out with warnings. */
  static final String WARNED = "warned";

  /** HOST.taskmanager.TM.JOB.decode.SUBTASK.code.CODE.rejects: rejects of one reason. */
  static final String REJECTS = "rejects";

  /** The label that tells the reasons of {@link #REJECTS} apart. */
  static final String CODE = "code";

  private static final int RGB_CHANNELS = 3;

  private final Counter images;
  private final Counter bytesIn;
  private final Counter bytesPacked;
  private final Counter bytesRgb;
  private final Counter warned;
  private final Map<RejectCode, Counter> rejects = new EnumMap<>(RejectCode.class);
  private final long rgbBytesAnImage;

  /**
   * @param grid that the images are fitted to
   */
  DecodeMetrics(MetricGroup group, BlockGrid grid) {
    rgbBytesAnImage = (long) RGB_CHANNELS * grid.pixelWidth() * grid.pixelHeight();
    images = group.counter(IMAGES);
    bytesIn = group.counter(BYTES_IN);
    bytesPacked = group.counter(BYTES_PACKED);
    bytesRgb = group.counter(BYTES_RGB);
    warned = group.counter(WARNED);
    for (RejectCode code : RejectCode.values()) {
      rejects.put(code, group.addGroup(CODE, code.name()).counter(REJECTS));
    }
  }

  void arrived(byte[] jpeg) {
    images.inc();
    bytesIn.inc(jpeg.length);
  }

  void packed(PackedImage image) {
    bytesPacked.inc(image.payload().length);
    bytesRgb.inc(rgbBytesAnImage);
    if (image.warnings().any()) {
      warned.inc();
    }
  }

  void rejected(RejectCode code) {
    rejects.get(code).inc();
  }
}
