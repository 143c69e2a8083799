package dev.tidemill.streaming;

import dev.tidemill.Option;
import java.util.NoSuchElementException;

/**
 * What {@code mapWithState} knows of a key, while the function that it calls for the key runs. The
 * object is used again for the next call, so it must not be kept; what it holds may be.
 *
 * <p>A value that the function changes in place, without {@link #update}, counts as updated.
 */
public abstract class State<S> {
  /** Whether the key has a value; null is one. */
  public abstract boolean exists();

  /**
   * The value: the function's own, which it may change.
   *
   * @throws NoSuchElementException if there is none
   */
  public abstract S get();

  /**
   * Gives the key a value.
   *
   * @throws IllegalArgumentException if the state was removed in this call, or is timing out
   */
  public abstract void update(S newState);

  /**
   * Takes the key out.
   *
   * @throws IllegalArgumentException if the state was removed in this call, or is timing out
   */
  public abstract void remove();

  /**
   * Whether the key has had no data for longer than the timeout, and goes after this call. There is
   * no value of the stream then.
   */
  public abstract boolean isTimingOut();

  /** The value, if there is one. */
  public final Option<S> getOption() {
    return exists() ? Option.apply(get()) : Option.empty();
  }

  @Override
  public final String toString() {
    return exists() ? String.valueOf(get()) : "<state not set>";
  }
}
