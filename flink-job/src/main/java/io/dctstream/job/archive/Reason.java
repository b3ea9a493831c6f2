package io.dctstream.job.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be read, as rejects say it: a sentence whose subject is the file. */
final class Reason {
  private Reason() {}

  static String of(IOException e) {
    if (isGone(e)) {
      return "has vanished since it was found";
    }
    if (e instanceof AccessDeniedException) {
      return "may not be read by this user";
    }
    if (e instanceof FileSystemLoopException) {
      return "is a link that leads back to itself";
    }
    return "cannot be read (%s)".formatted(e.getMessage() == null ? e : e.getMessage());
  }

  static boolean isGone(IOException e) {
    return e instanceof NoSuchFileException || e instanceof FileNotFoundException;
  }
}
