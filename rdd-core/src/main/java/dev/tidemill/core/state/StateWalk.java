package dev.tidemill.core.state;

import java.io.IOException;

/**
 * Goes through all keys that a state holds, piece by piece, while steps change the state between
 * the pieces. At the end every key that has been there all the time has been put, with the value
 * that it had then; what came, changed or went meanwhile, the steps themselves take down.
 */
public interface StateWalk {
  /**
   * Puts further keys as they are now, until the log is full.
   *
   * @return whether all have been put
   */
  boolean goOn(StateLog log) throws IOException;
}
