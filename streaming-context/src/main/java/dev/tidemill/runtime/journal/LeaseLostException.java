package dev.tidemill.runtime.journal;

import java.io.IOException;

/** Another driver has taken over the directory; this one may not write any more. */
public final class LeaseLostException extends IOException {

  LeaseLostException(String message) {
    super(message);
  }
}
