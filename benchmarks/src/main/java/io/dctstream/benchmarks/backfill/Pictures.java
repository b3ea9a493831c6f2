package io.dctstream.benchmarks.backfill;

import java.util.List;

/**
 * The images of an archive.
 *
 * @param jpegs JPEG files, which take turns
 * @param count how many images there are
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Pictures(List<byte[]> jpegs, int count) {
  byte[] jpeg(int index) {
    return jpegs.get(index % jpegs.size());
  }

  /** Its name without an ending; no other image has it. */
  String key(int index) {
    return "%09d".formatted(index);
  }

  /** Bytes of all images. */
  long bytes() {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += jpeg(i).length;
    }
    return bytes;
  }
}
