package dev.tidemill.api.java;

import java.io.Serializable;
import java.util.Objects;

/**
 * A value that may be absent, as outer joins give it for a side without the key. Unlike {@link
 * java.util.Optional} it may be part of a record, and {@link #get} on an empty one throws {@link
 * NullPointerException}.
 */
public final class Optional<T> implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Optional<?> EMPTY = new Optional<>(null);

  @SuppressWarnings("serial") // as serializable as its value
  private final T value;

  private Optional(T value) {
    this.value = value;
  }

  @SuppressWarnings("unchecked") // an empty one holds no T
  public static <T> Optional<T> empty() {
    return (Optional<T>) EMPTY;
  }

  /** The same as {@link #empty}. */
  public static <T> Optional<T> absent() {
    return empty();
  }

  /**
   * @throws NullPointerException if the value is null
   */
  public static <T> Optional<T> of(T value) {
    return new Optional<>(Objects.requireNonNull(value, "Optional.of(null); use ofNullable."));
  }

  /** Empty for null. */
  public static <T> Optional<T> ofNullable(T value) {
    return value == null ? empty() : new Optional<>(value);
  }

  /** The same as {@link #ofNullable}. */
  public static <T> Optional<T> fromNullable(T value) {
    return ofNullable(value);
  }

  public boolean isPresent() {
    return value != null;
  }

  /**
   * @throws NullPointerException if empty
   */
  public T get() {
    return Objects.requireNonNull(value, "Optional is empty; ask isPresent, or use orElse.");
  }

  /** The value, or the other one, which may be null. */
  public T orElse(T other) {
    return value != null ? value : other;
  }

  /** The same as {@link #orElse}. */
  public T or(T other) {
    return orElse(other);
  }

  public T orNull() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Optional<?> that && Objects.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(value);
  }

  @Override
  public String toString() {
    return value == null ? "Optional.empty" : "Optional[" + value + "]";
  }
}
