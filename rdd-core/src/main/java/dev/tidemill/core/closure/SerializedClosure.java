package dev.tidemill.core.closure;

import java.io.IOException;

/**
 * A function or task as bytes. It is made by {@link Closures} only, so nobody else's bytes are ever
 * read. Immutable.
 */
public final class SerializedClosure<T> {
  private final byte[] bytes;
  private final SharedVariables shared;

  SerializedClosure(byte[] bytes, SharedVariables shared) {
    this.bytes = bytes;
    this.shared = shared;
  }

  /**
   * A copy that shares nothing with the original but what travels as a handle. Classes are those
   * that the thread's context class loader sees.
   */
  @SuppressWarnings("unchecked") // what was written is read
  public T copy() throws IOException, ClassNotFoundException {
    try (ClosureInput in = new ClosureInput(bytes, shared)) {
      return (T) in.readObject();
    }
  }
}
