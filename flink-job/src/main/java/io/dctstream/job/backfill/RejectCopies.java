package io.dctstream.job.backfill;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.contract.Reject;
import io.dctstream.contract.RejectCode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * Keeps the bytes of rejected images in a folder. A copy's name begins with a hash of the image's
 * origin, so that a copy that is made again after a restart takes the place of the first.
 */
final class RejectCopies implements MapFunction<Reject, Reject> {
  private static final long serialVersionUID = 1L;

  private static final int HASH_BYTES = 8;
  private static final int LONGEST_NAME = 100;

  private final String folder;

  RejectCopies(String folder) {
    this.folder = folder;
  }

  @Override
  public Reject map(Reject reject) throws IOException {
    // What failed in the model is no JPEG file any more, and what was not read has no bytes.
    if (reject.code() != RejectCode.INFERENCE_FAILED && reject.bytes().length > 0) {
      Path copy = new Path(folder, name(reject.origin().text()));
      Path unfinished = copy.suffix(".unfinished");
      FileSystem files = copy.getFileSystem();
      try (FSDataOutputStream out = files.create(unfinished, WriteMode.OVERWRITE)) {
        out.write(reject.bytes());
      }
      files.delete(copy, false);
      files.rename(unfinished, copy);
    }
    return reject;
  }

  /** A name that any file system takes: the hash, and the end of the origin as far as it can be. */
  static String name(String origin) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(origin.getBytes(UTF_8));
      String end = origin.substring(Math.max(0, origin.length() - LONGEST_NAME));
      String last = end.substring(Math.max(end.lastIndexOf('/'), end.lastIndexOf('#')) + 1);
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES)
          + "-"
          + last.replaceAll("[^A-Za-z0-9._-]", "_");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
