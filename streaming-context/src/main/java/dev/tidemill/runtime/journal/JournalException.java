package dev.tidemill.runtime.journal;

import java.io.IOException;

/** The journal cannot be used as it is: the message has the file, the place and the remedy. */
public final class JournalException extends IOException {

  private static final String REMEDY =
      "; restore the directory '"
          + JournalDirectory.NAME
          + "' from a copy, or rename it, which starts without what it holds";

  JournalException(String message) {
    super(message);
  }

  static JournalException damaged(JournalFile file, long offset, String what) {
    return new JournalException(
        "Journal file '%s' is damaged at offset %d: %s%s"
            .formatted(file.name(), offset, what, REMEDY));
  }

  static JournalException incomplete(String what) {
    return new JournalException("The journal is incomplete: " + what + REMEDY);
  }

  static JournalException newer(JournalFile file, int version) {
    return new JournalException(
        "Journal file '%s' has format version %d, this release reads up to version %d; run the release that wrote it, or a later one%s"
            .formatted(file.name(), version, FileHeader.VERSION, REMEDY));
  }
}
