package dev.tidemill.core.text;

import java.io.IOException;

/** A line is longer than the reader may hold. The reader has passed it over and can go on. */
public final class LineTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  public LineTooLongException(long position, int maxLineBytes) {
    super(
        "The line at byte "
            + position
            + " is longer than "
            + maxLineBytes
            + " bytes; raise tidemill.line.maxBytes if such lines are meant.");
  }
}
