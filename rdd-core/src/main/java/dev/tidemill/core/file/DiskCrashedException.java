package dev.tidemill.core.file;

import java.io.IOException;

/** A {@link MemoryDisk} crashed, now or since the store or file at hand was opened. */
public final class DiskCrashedException extends IOException {

  DiskCrashedException(String message) {
    super(message);
  }
}
