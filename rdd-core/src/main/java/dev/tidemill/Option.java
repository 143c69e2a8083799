package dev.tidemill;

import java.io.Serializable;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * Stands where the legacy Java surface shows {@code scala.Option}: a value that may be absent.
 * Everywhere else the API uses {@link dev.tidemill.api.java.Optional}.
 */
public final class Option<T> implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Option<?> NONE = new Option<>(null);

  private final T value;

  private Option(T value) {
    this.value = value;
  }

  /** An option of the value, or the empty one for null. */
  @SuppressWarnings("unchecked")
  public static <T> Option<T> apply(T value) {
    return value == null ? (Option<T>) NONE : new Option<>(value);
  }

  @SuppressWarnings("unchecked")
  public static <T> Option<T> empty() {
    return (Option<T>) NONE;
  }

  public boolean isDefined() {
    return value != null;
  }

  public boolean isEmpty() {
    return value == null;
  }

  public boolean nonEmpty() {
    return value != null;
  }

  /**
   * @throws NoSuchElementException if empty
   */
  public T get() {
    if (value == null) {
      throw new NoSuchElementException("None.get");
    }
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Option<?> that && Objects.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(value);
  }

  @Override
  public String toString() {
    return value == null ? "None" : "Some(" + value + ")";
  }
}
