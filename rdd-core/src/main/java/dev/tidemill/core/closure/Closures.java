package dev.tidemill.core.closure;

import dev.tidemill.SparkException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * Serialises functions and tasks. The program's functions may be any class or lambda whose
 * interface is {@link java.io.Serializable}, as all function types of the API are. Thread-safe.
 */
public final class Closures {
  private final SharedVariables shared;

  public Closures(SharedVariables shared) {
    this.shared = shared;
  }

  /**
   * The object as bytes.
   *
   * @param subject names it in messages, such as {@code the function of map at WordCount.java:12}
   * @throws SparkException if a part of it cannot be serialised, naming the way to that part and
   *     what to do
   */
  public <T> SerializedClosure<T> serialize(String subject, T closure) throws SparkException {
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    write(() -> subject, closure, buffer);
    return new SerializedClosure<>(buffer.toByteArray(), shared);
  }

  /**
   * Fails as {@link #serialize} would, and also where the function itself uses a dataset, a stream
   * or a context that could be serialised, but is of no use in a task.
   */
  public void check(Supplier<String> subject, Object function) throws SparkException {
    write(subject, function, OutputStream.nullOutputStream());
    NotSerializable.requireNoneOfDriver(subject, function, shared);
  }

  private void write(Supplier<String> subject, Object closure, OutputStream target)
      throws SparkException {
    try (ClosureOutput out = new ClosureOutput(target, shared)) {
      out.writeObject(closure);
    } catch (IOException | RuntimeException | StackOverflowError failed) {
      throw NotSerializable.describe(subject.get(), closure, shared, failed);
    }
  }
}
