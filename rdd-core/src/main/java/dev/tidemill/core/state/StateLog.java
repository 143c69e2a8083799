package dev.tidemill.core.state;

import java.io.IOException;

/** Takes down what becomes of the keys of a partition of a state, one after another. */
public interface StateLog {
  /** The time of a key of which it is of no interest when it was touched. */
  long NO_TIME = Long.MIN_VALUE;

  /** A key goes. */
  void removed(Object key) throws IOException;

  /**
   * A key has a value from now on.
   *
   * @param time when it was touched, in milliseconds, or {@link #NO_TIME}
   */
  void put(Object key, Object value, long time) throws IOException;

  /** Whether it has as much as is wanted for now. */
  default boolean isFull() {
    return false;
  }
}
