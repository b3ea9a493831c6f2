package io.dctstream.cli.dct;

import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.imaging.jpeg.JpegSegmentData;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.jpeg.JpegComponent;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.jpeg.JpegReader;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a file says of itself before any data, also one that cannot be decoded: T.81 B.2.2.
 *
 * @param width in pixels
 * @param height in pixels
 * @param mode baseline, extended, progressive or lossless, and arithmetic if it is (T.81 table B.1)
 * @param components their sampling factors, in the frame's order
 */
record FrameHeader(int width, int height, String mode, @JsonIgnore List<Factors> components) {
  /** T.81's H and V of a component. */
  record Factors(int horizontal, int vertical) {
    private boolean divides(Factors other) {
      return horizontal > 0
          && vertical > 0
          && other.horizontal % horizontal == 0
          && other.vertical % vertical == 0;
    }

    @Override
    public String toString() {
      return horizontal + "x" + vertical;
    }
  }

  /** What SOF0 to SOF3 stand for; SOF9 to SOF11 are the same with arithmetic coding. */
  private static final List<String> PROCESSES =
      List.of("baseline", "extended", "progressive", "lossless");

  /** By how many times as many samples luma has as chroma. */
  private static final Map<Factors, String> SAMPLINGS =
      Map.of(
          new Factors(1, 1), "4:4:4",
          new Factors(2, 1), "4:2:2",
          new Factors(2, 2), "4:2:0",
          new Factors(1, 2), "4:4:0",
          new Factors(4, 1), "4:1:1",
          new Factors(4, 2), "4:1:0");

  private static final int FIRST_ARITHMETIC = 8;

  /** The frame header of a file; null if none can be found. */
  static FrameHeader of(byte[] jpeg) {
    JpegReader reader = new JpegReader();
    try {
      JpegSegmentData segments =
          JpegSegmentReader.readSegments(
              new SequentialByteArrayReader(jpeg), reader.getSegmentTypes());
      for (JpegSegmentType type : reader.getSegmentTypes()) {
        if (segments.containsSegment(type)) {
          Metadata metadata = new Metadata();
          reader.readJpegSegments(segments.getSegments(type), metadata, type);
          return of(metadata.getFirstDirectoryOfType(JpegDirectory.class));
        }
      }
    } catch (JpegProcessingException | MetadataException | IOException e) {
      return null; // the decoder says what is wrong with the file
    }
    return null;
  }

  /**
   * How the chroma of three components is sampled, as 4:2:0; 4:0:0 for one component; the factors
   * of all components where these words do not fit.
   */
  @JsonProperty
  String sampling() {
    if (components.size() == 1) {
      return "4:0:0";
    }
    Factors luma = components.get(0);
    Factors chroma = components.get(1);
    if (components.size() == 3 && chroma.equals(components.get(2)) && chroma.divides(luma)) {
      Factors ratio =
          new Factors(luma.horizontal() / chroma.horizontal(), luma.vertical() / chroma.vertical());
      if (SAMPLINGS.containsKey(ratio)) {
        return SAMPLINGS.get(ratio);
      }
    }
    return components.stream().map(Factors::toString).collect(Collectors.joining(" "));
  }

  private static FrameHeader of(JpegDirectory frame) throws MetadataException {
    if (frame.hasErrors()) {
      throw new MetadataException("The frame header is cut");
    }
    List<Factors> components = new ArrayList<>();
    for (int i = 0; i < frame.getNumberOfComponents(); i++) {
      JpegComponent component = frame.getComponent(i);
      components.add(
          new Factors(
              component.getHorizontalSamplingFactor(), component.getVerticalSamplingFactor()));
    }
    int type = frame.getInt(JpegDirectory.TAG_COMPRESSION_TYPE);
    String process = PROCESSES.get(type % PROCESSES.size());
    return new FrameHeader(
        frame.getImageWidth(),
        frame.getImageHeight(),
        type < FIRST_ARITHMETIC ? process : process + " arithmetic",
        List.copyOf(components));
  }
}
