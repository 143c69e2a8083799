package dev.tidemill.core.closure;

/**
 * Data that a function of ours carries for the program, such as the key that is looked up. It
 * travels through the codec, as records do, so its class need not be Serializable.
 */
public final class Carried<T> {
  private final T value;

  public Carried(T value) {
    this.value = value;
  }

  /** Must not be changed. */
  public T value() {
    return value;
  }
}
