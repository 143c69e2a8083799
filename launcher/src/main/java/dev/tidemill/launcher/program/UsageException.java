package dev.tidemill.launcher.program;

/** What was asked for cannot be done as it was written; the message says how it can. */
public final class UsageException extends RuntimeException {
  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
