package io.dctstream.cli.npz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/**
 * An array read back by the rules of the format, apart from the code that writes.
 *
 * @param header the text between prefix and values
 * @param values in C order
 */
public record Npy(String header, ShortBuffer values) {
  /** Magic, version 1.0 and the length of the header. */
  static final int PREFIX = 10;

  /** Reads a member of a {@code .npz} file. */
  public static Npy read(Path npz, String name) throws IOException {
    try (ZipFile zip = new ZipFile(npz.toFile())) {
      ByteBuffer bytes =
          ByteBuffer.wrap(zip.getInputStream(zip.getEntry(name + ".npy")).readAllBytes())
              .order(ByteOrder.LITTLE_ENDIAN);
      assertThat(bytes.getLong(0)).as("magic, version 1.0").isEqualTo(0x0001_59504d554e93L);
      byte[] header = new byte[bytes.getShort(PREFIX - Short.BYTES)];
      bytes.get(PREFIX, header);
      return new Npy(
          new String(header, StandardCharsets.US_ASCII),
          bytes
              .position(PREFIX + header.length)
              .slice()
              .order(ByteOrder.LITTLE_ENDIAN)
              .asShortBuffer());
    }
  }
}
