package io.dctstream.cli.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What came of a demo.
 *
 * @param sent pictures sent
 * @param predictions predictions read back
 * @param rejects rejects read back, by reason
 * @param accuracy part of the predictions that are right; null where no right answer is known
 * @param seconds that the pictures were on their way, from sending to reading the last result
 * @param imagesPerSecond in the burst, from the first picture's sending to the last's prediction
 * @param latencyMs at half that rate, from a picture's Kafka timestamp to its prediction; null if
 *     too few
 * @param bytesPerImage means
 * @param model the model's name
 * @param version the model's version
 */
public record DemoReport(
    int sent,
    int predictions,
    SortedMap<String, Integer> rejects,
    Double accuracy,
    double seconds,
    double imagesPerSecond,
    Latency latencyMs,
    BytesPerImage bytesPerImage,
    String model,
    String version) {
  /**
   * How large a picture is.
   *
   * @param jpeg as it was sent
   * @param packed as packed coefficients, which is what travels between the operators
   * @param rgb as the RGB bytes of the network's input size, which would travel instead
   */
  public record BytesPerImage(long jpeg, long packed, long rgb) {}

  private static final JsonMapper JSON = new JsonMapper();

  /** Writes the report as JSON, with the names of this record. */
  public void write(Path file) throws IOException {
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
  }

  /** The report as a table for people. */
  public String table() {
    return String.format(
        Locale.ROOT,
        """
        images sent        %,9d
        predictions        %,9d
        rejects            %,9d  %s
        accuracy           %9s
        images/s           %,9.0f  in the burst
        latency p50 / p99  %9s  ms from Kafka timestamp to prediction, at half that rate
        bytes an image     %,9d  JPEG
                           %,9d  packed coefficients
                           %,9d  RGB at the network's size
        model              %9s  version %s
        """,
        sent,
        predictions,
        rejects.values().stream().mapToInt(Integer::intValue).sum(),
        rejects.entrySet().stream()
            .map(reason -> reason.getKey() + " " + reason.getValue())
            .collect(Collectors.joining(", ")),
        accuracy == null ? "unknown" : String.format(Locale.ROOT, "%.1f %%", 100 * accuracy),
        imagesPerSecond,
        latencyMs == null ? "unknown" : latencyMs.p50() + " / " + latencyMs.p99(),
        bytesPerImage.jpeg(),
        bytesPerImage.packed(),
        bytesPerImage.rgb(),
        model,
        version);
  }
}
