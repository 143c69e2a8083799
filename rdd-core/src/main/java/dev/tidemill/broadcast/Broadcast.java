package dev.tidemill.broadcast;

import dev.tidemill.SparkException;
import dev.tidemill.core.error.CallSite;
import dev.tidemill.core.error.Sneaky;
import java.io.Serializable;

/**
 * A value that all tasks read, made by {@code sc.broadcast(value)}. Tasks share the object itself,
 * so it must not be changed any more. Thread-safe.
 */
public final class Broadcast<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long id;
  // One field, so that a reader sees the value and that it is there at once.
  private volatile State<T> state;

  private record State<T>(T value, String destroyedBy) implements Serializable {}

  /** Programs use {@code sc.broadcast(value)}. */
  public Broadcast(long id, T value) {
    this.id = id;
    this.state = new State<>(value, "");
  }

  public long id() {
    return id;
  }

  /** Throws a {@link SparkException}, undeclared as in the legacy API, once it was destroyed. */
  public T value() {
    State<T> now = state;
    if (!now.destroyedBy().isEmpty()) {
      throw Sneaky.thrown(
          new SparkException(
              "Attempted to use " + this + " after it was destroyed (" + now.destroyedBy() + ")"));
    }
    return now.value();
  }

  public boolean isValid() {
    return state.destroyedBy().isEmpty();
  }

  /** Drops the copies of other machines; in one process there are none. The value stays usable. */
  public void unpersist() {
    unpersist(false);
  }

  /**
   * As {@link #unpersist()}.
   *
   * @param blocking whether to wait until it is done
   */
  public void unpersist(boolean blocking) {
    value(); // refuses when destroyed
  }

  /** Lets go of the value. Whoever asks for it from now on is refused, with this place named. */
  public void destroy() {
    value();
    state = new State<>(null, CallSite.of("destroy"));
  }

  @Override
  public String toString() {
    return "Broadcast(" + id + ")";
  }
}
