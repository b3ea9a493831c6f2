package io.dctstream.jpegdct;

import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.imaging.jpeg.JpegSegmentData;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.IOException;
import java.util.List;

/** How a camera was held: Exif's tag 0x0112 (CIPA DC-008). */
final class ExifOrientation {
  /** The picture is stored as it is to be seen. */
  static final int UPRIGHT = 1;

  private static final int LAST = 8;
  private static final List<JpegSegmentType> EXIF_SEGMENTS = List.of(JpegSegmentType.APP1);

  private ExifOrientation() {}

  /** The orientation, 1 to 8; {@link #UPRIGHT} where the file says nothing or nonsense. */
  static int of(byte[] jpeg) {
    JpegSegmentData segments;
    try {
      segments = JpegSegmentReader.readSegments(new SequentialByteArrayReader(jpeg), EXIF_SEGMENTS);
    } catch (JpegProcessingException | IOException e) {
      return UPRIGHT; // the decoder says better what is wrong with the file
    }
    if (!segments.containsSegment(JpegSegmentType.APP1)) {
      return UPRIGHT;
    }
    Metadata metadata = new Metadata();
    new ExifReader()
        .readJpegSegments(
            segments.getSegments(JpegSegmentType.APP1), metadata, JpegSegmentType.APP1);
    for (ExifIFD0Directory directory : metadata.getDirectoriesOfType(ExifIFD0Directory.class)) {
      Integer orientation = directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      if (orientation != null && orientation >= UPRIGHT && orientation <= LAST) {
        return orientation;
      }
    }
    return UPRIGHT;
  }
}
