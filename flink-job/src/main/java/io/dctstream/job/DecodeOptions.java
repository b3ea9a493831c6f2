package io.dctstream.job;

import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/** The options of decoding. */
public final class DecodeOptions {
  public static final ConfigOption<Integer> PARALLELISM =
      ConfigOptions.key("dctstream.decode.parallelism")
          .intType()
          .noDefaultValue()
          .withDescription("Subtasks that decode; without it, the job's parallelism.");

  public static final ConfigOption<String> RESOURCE =
      ConfigOptions.key("dctstream.decode.resource")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "An external resource of TaskManagers, one for each slot; all but inference runs only"
                  + " where it is offered. For inference apart.");

  public static final ConfigOption<MemorySize> MAX_BYTES =
      ConfigOptions.key("dctstream.decode.max-bytes")
          .memoryType()
          .defaultValue(new MemorySize(DecodeLimits.DEFAULT.maxBytes()))
          .withDescription("Longest JPEG file that is decoded; longer ones are TOO_LARGE.");

  public static final ConfigOption<Long> MAX_PIXELS =
      ConfigOptions.key("dctstream.decode.max-pixels")
          .longType()
          .defaultValue(DecodeLimits.DEFAULT.maxPixels())
          .withDescription("Most pixels of an image that is decoded; more are TOO_LARGE.");

  public static final ConfigOption<Integer> MAX_SCANS =
      ConfigOptions.key("dctstream.decode.max-scans")
          .intType()
          .defaultValue(DecodeLimits.DEFAULT.maxScans())
          .withDescription("Most scans of a progressive image; more are TOO_LARGE.");

  public static final ConfigOption<Long> MAX_SCAN_PIXELS =
      ConfigOptions.key("dctstream.decode.max-scan-pixels")
          .longType()
          .defaultValue(DecodeLimits.DEFAULT.maxScanPixels())
          .withDescription(
              "Most pixels of all scans of an image together, which bounds the time that it takes;"
                  + " more are TOO_LARGE.");

  public static final ConfigOption<DamagePolicy> DAMAGE =
      ConfigOptions.key("dctstream.decode.damage")
          .enumType(DamagePolicy.class)
          .defaultValue(DamagePolicy.STRICT)
          .withDescription(
              "strict: a damaged image is a reject; lenient: what libjpeg can make of it is"
                  + " classified, and the prediction carries the warnings.");

  public static final List<ConfigOption<?>> ALL =
      List.of(PARALLELISM, RESOURCE, MAX_BYTES, MAX_PIXELS, MAX_SCANS, MAX_SCAN_PIXELS, DAMAGE);

  private DecodeOptions() {}

  /** What an image may cost. */
  public static DecodeLimits limits(ReadableConfig options) throws JobException {
    try {
      return new DecodeLimits(
          Math.toIntExact(options.get(MAX_BYTES).getBytes()),
          options.get(MAX_PIXELS),
          options.get(MAX_SCANS),
          options.get(MAX_SCAN_PIXELS));
    } catch (ArithmeticException e) {
      throw new JobException("The option '%s' is 2 GiB at most".formatted(MAX_BYTES.key()), e);
    } catch (IllegalArgumentException e) {
      throw new JobException(e.getMessage(), e);
    }
  }
}
