package io.dctstream.job.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/** Names of files and members as text, whatever bytes they are of. */
final class Names {
  private static final int HEX = 16;

  private Names() {}

  /**
   * The name of a place in an {@link io.dctstream.contract.Origin}: a local file's path, or a URI
   * with its scheme. It stays percent-encoded if it is no UTF-8.
   */
  static String text(URI place) {
    String path = decoded(place.getRawPath());
    return "file".equals(place.getScheme())
        ? path
        : place.getScheme()
            + "://"
            + (place.getRawAuthority() == null ? "" : place.getRawAuthority())
            + path;
  }

  /** A percent-encoded name as it reads; unchanged if it is no UTF-8. */
  static String decoded(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      if (encoded.charAt(i) == '%') {
        bytes.write(Integer.parseInt(encoded, i + 1, i + 3, HEX));
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(encoded.charAt(i)).getBytes(UTF_8));
      }
    }
    try {
      return strict(bytes.toByteArray());
    } catch (CharacterCodingException e) {
      return encoded;
    }
  }

  /** A member's name: UTF-8, or where it is none what older programs wrote. */
  static String of(byte[] bytes, Charset older) {
    try {
      return strict(bytes);
    } catch (CharacterCodingException e) {
      return new String(bytes, older);
    }
  }

  private static String strict(byte[] bytes) throws CharacterCodingException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
