package io.dctstream.benchmarks.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * What an image costs, as it was measured; the file {@code costs.json} beside this class.
 *
 * @param decoding from the bytes of a file to the input of a network, by the size of the file
 * @param streaming microseconds of a processor for reading from Kafka, writing to it, and Flink
 * @param broker microseconds of a processor for Kafka's broker, without replication
 * @param shuffling microseconds of processors more where decoding and inference are apart
 * @param shuffleBytes beside the payload, where they are apart
 * @param predictionBytes of the record of a result
 * @param networks what classifies
 */
public record Costs(
    List<Decoding> decoding,
    Figure streaming,
    Figure broker,
    Figure shuffling,
    Figure shuffleBytes,
    Figure predictionBytes,
    List<Network> networks) {
  private static final String FILE = "costs.json";

  /**
   * A figure and where it comes from.
   *
   * @param source page and place
   */
  public record Figure(double value, String source) {}

  /**
   * Decoding of one kind of picture on one core.
   *
   * @param pictures as the benchmark names them
   * @param jpegBytes mean of a file
   * @param packedBytes mean of a payload
   * @param imagesPerSecond decoded, packed and unpacked
   */
  public record Decoding(
      String pictures,
      double jpegBytes,
      double packedBytes,
      double imagesPerSecond,
      String source) {
    double micros() {
      return 1e6 / imagesPerSecond;
    }
  }

  /**
   * A network of full size at 224x224.
   *
   * @param fp32 images a second on one core, in floats
   * @param int8 images a second on one core, in bytes
   * @param gpu images a second on a GPU, in 16-bit floats
   */
  public record Network(String name, double fp32, double int8, double gpu, String source) {}

  /** Those that were measured. */
  public static Costs measured() {
    try (InputStream in = Objects.requireNonNull(Costs.class.getResourceAsStream(FILE), FILE)) {
      return new ObjectMapper().readValue(in, Costs.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Microseconds of a core for decoding a file of a size. */
  double decodeMicros(double jpegBytes) {
    Decoding low = segment(jpegBytes);
    Decoding high = decoding.get(decoding.indexOf(low) + 1);
    return low.micros() + share(jpegBytes, low, high) * (high.micros() - low.micros());
  }

  /** Bytes of the payload of a file of a size; beyond those measured, of the nearest. */
  double packedBytes(double jpegBytes) {
    Decoding low = segment(jpegBytes);
    Decoding high = decoding.get(decoding.indexOf(low) + 1);
    double share = Math.max(0, Math.min(1, share(jpegBytes, low, high)));
    return low.packedBytes() + share * (high.packedBytes() - low.packedBytes());
  }

  /** Whether files of a size were measured, or lie between such. */
  boolean covers(double jpegBytes) {
    return jpegBytes >= decoding.get(0).jpegBytes()
        && jpegBytes <= decoding.get(decoding.size() - 1).jpegBytes();
  }

  /** The lower end of the line that a size lies on; the outer lines go on. */
  private Decoding segment(double jpegBytes) {
    int low = 0;
    while (low < decoding.size() - 2 && decoding.get(low + 1).jpegBytes() <= jpegBytes) {
      low++;
    }
    return decoding.get(low);
  }

  private static double share(double jpegBytes, Decoding low, Decoding high) {
    return (jpegBytes - low.jpegBytes()) / (high.jpegBytes() - low.jpegBytes());
  }
}
