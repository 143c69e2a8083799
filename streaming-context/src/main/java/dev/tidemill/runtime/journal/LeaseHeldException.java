package dev.tidemill.runtime.journal;

import java.io.IOException;

/** Another driver works on the directory: the message has who it is and what can be done. */
public final class LeaseHeldException extends IOException {

  LeaseHeldException(String message) {
    super(message);
  }
}
