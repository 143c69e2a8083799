package dev.tidemill.core.file;

import java.io.IOException;

/**
 * A log was asked of a file system that cannot append to it; the message says what to do instead.
 */
public final class UnsupportedFileOperationException extends IOException {

  UnsupportedFileOperationException(String message, Throwable cause) {
    super(message, cause);
  }
}
