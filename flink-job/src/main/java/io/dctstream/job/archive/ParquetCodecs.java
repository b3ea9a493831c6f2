package io.dctstream.job.archive;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** What Parquet pages are compressed with, without Hadoop. It only reads. */
final class ParquetCodecs implements CompressionCodecFactory {
  /** Longer than any page that writers make; what claims more is damaged. */
  private static final int LONGEST_PAGE = 256 << 20;

  @FunctionalInterface
  private interface Codec {
    byte[] expand(byte[] page, int length) throws IOException;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    Codec codec = codec(name);
    return new BytesInputDecompressor() {
      @Override
      public BytesInput decompress(BytesInput page, int length) throws IOException {
        return BytesInput.from(expand(page.toInputStream().readAllBytes(), length));
      }

      @Override
      public void decompress(ByteBuffer in, int inLength, ByteBuffer out, int length)
          throws IOException {
        byte[] page = new byte[inLength];
        in.get(page);
        out.put(expand(page, length));
      }

      private byte[] expand(byte[] page, int length) throws IOException {
        if (length < 0 || length > LONGEST_PAGE) {
          throw new IOException("a page claims to be of %d bytes".formatted(length));
        }
        return codec.expand(page, length);
      }

      @Override
      public void release() {
        // It keeps nothing.
      }
    };
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("Nothing is written here");
  }

  @Override
  public void release() {
    // It keeps nothing.
  }

  private static Codec codec(CompressionCodecName name) {
    return switch (name) {
      case UNCOMPRESSED -> (page, length) -> page;
      case SNAPPY -> (page, length) -> expand(new SnappyDecompressor(), page, length);
      case LZ4_RAW -> (page, length) -> expand(new Lz4Decompressor(), page, length);
      case ZSTD -> Zstd::decompress;
      case GZIP ->
          (page, length) -> new GZIPInputStream(new ByteArrayInputStream(page)).readNBytes(length);
      default ->
          throw new UnsupportedOperationException(
              "it is compressed with %s; take snappy, gzip, zstd or lz4_raw".formatted(name));
    };
  }

  private static byte[] expand(Decompressor decompressor, byte[] page, int length) {
    byte[] expanded = new byte[length];
    decompressor.decompress(page, 0, page.length, expanded, 0, length);
    return expanded;
  }
}
