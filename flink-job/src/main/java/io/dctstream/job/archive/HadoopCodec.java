package io.dctstream.job.archive;

import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.airlift.compress.deflate.JdkDeflateHadoopStreams;
import io.airlift.compress.gzip.JdkGzipHadoopStreams;
import io.airlift.compress.hadoop.HadoopStreams;
import io.airlift.compress.lz4.Lz4HadoopStreams;
import io.airlift.compress.snappy.SnappyHadoopStreams;
import io.airlift.compress.zstd.ZstdHadoopStreams;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What Hadoop compresses with, without Hadoop. Thread-safe. */
record HadoopCodec(HadoopStreams streams) {
  private static final List<HadoopStreams> KNOWN =
      List.of(
          new JdkDeflateHadoopStreams(),
          new JdkGzipHadoopStreams(),
          new BZip2HadoopStreams(),
          new SnappyHadoopStreams(),
          new Lz4HadoopStreams(),
          new ZstdHadoopStreams());

  /**
   * That of Hadoop's class.
   *
   * @throws IOException if it is another
   */
  static HadoopCodec of(String className) throws IOException {
    for (HadoopStreams streams : KNOWN) {
      if (streams.getHadoopCodecName().contains(className)) {
        return new HadoopCodec(streams);
      }
    }
    throw new IOException(
        "it is compressed with %s; take Hadoop's default, gzip, bzip2, snappy, lz4 or zstd codec"
            .formatted(className));
  }

  InputStream expand(InputStream in) throws IOException {
    return new Damageable(streams.createInputStream(in));
  }

  /** In damaged data a length may be any number. */
  private static final class Damageable extends FilterInputStream {
    Damageable(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0; // some of these streams would try for ever
      }
      try {
        return in.read(target, offset, length);
      } catch (OutOfMemoryError e) {
        throw new IOException("it is damaged: a length that memory cannot hold", e);
      }
    }
  }
}
