package dev.tidemill.core.file;

import java.io.IOException;

/** A location names a file system that is not on the class path; the message says what to add. */
public final class UnknownFileSystemException extends IOException {

  UnknownFileSystemException(String message, Throwable cause) {
    super(message, cause);
  }
}
