package io.dctstream.benchmarks;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.CoefficientReader;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegCoefficients;
import io.dctstream.jpegdct.JpegException;
import io.dctstream.jpegdct.PackedPayload;
import io.dctstream.jpegdct.Planes;
import io.dctstream.jpegdct.TensorLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From the bytes of one JPEG file to the filled fp32 input tensors of a network of 224x224 pixels,
 * on one thread: coefficients against RGB. Each call takes the next picture of the set.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DecodeBenchmark {
  static final BlockGrid GRID = BlockGrid.ofPixels(224);
  private static final TensorLayout LAYOUT = TensorLayout.of(GRID);

  /** As {@link PictureSet#of} takes it. */
  @Param("224x224-q75")
  public String pictures;

  private final FittedDecoder fittedDecoder =
      FittedDecoder.open(GRID, Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.STRICT);
  private final CoefficientReader reader =
      CoefficientReader.open(DecodeLimits.DEFAULT, DamagePolicy.STRICT);
  private final RgbDecoder rgbDecoder = new RgbDecoder(GRID, RgbDecoder.Effort.DEFAULT);
  private final RgbDecoder fastRgbDecoder = new RgbDecoder(GRID, RgbDecoder.Effort.FAST);
  private final ImageIoDecoder imageIoDecoder = new ImageIoDecoder(GRID);

  private final Planes planes = Planes.allocate(LAYOUT, 1);
  private final FloatBuffer rgb = floats(3 * GRID.pixelWidth() * GRID.pixelHeight());

  private List<byte[]> jpegs;
  private int next;

  @Setup
  public void load() throws IOException {
    jpegs = PictureSet.of(pictures);
  }

  @TearDown
  public void close() {
    fittedDecoder.close();
    reader.close();
    rgbDecoder.close();
    fastRgbDecoder.close();
    imageIoDecoder.close();
  }

  /** Decode and fit, straight into the tensors. */
  @Benchmark
  public Planes coefficients() throws JpegException {
    fittedDecoder.decode(nextJpeg(), LAYOUT, planes, 0);
    return planes;
  }

  /** What the job does where two operators share the work: pack, then unpack into the tensors. */
  @Benchmark
  public Planes packedCoefficients() throws JpegException {
    PackedPayload.unpack(fittedDecoder.decode(nextJpeg()), LAYOUT, planes, 0);
    return planes;
  }

  /** Entropy decoding alone: no fit, no tensor. */
  @Benchmark
  public JpegCoefficients entropyDecoding() throws JpegException {
    return reader.read(nextJpeg());
  }

  /** libjpeg-turbo with its defaults. */
  @Benchmark
  public FloatBuffer rgb() {
    rgbDecoder.decode(nextJpeg(), rgb);
    return rgb;
  }

  /** libjpeg-turbo at its quickest, with less exact pixels. */
  @Benchmark
  public FloatBuffer fastRgb() {
    fastRgbDecoder.decode(nextJpeg(), rgb);
    return rgb;
  }

  /** The JDK's decoder. */
  @Benchmark
  public FloatBuffer imageIo() throws IOException {
    imageIoDecoder.decode(nextJpeg(), rgb);
    return rgb;
  }

  private byte[] nextJpeg() {
    next = next + 1 == jpegs.size() ? 0 : next + 1;
    return jpegs.get(next);
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
