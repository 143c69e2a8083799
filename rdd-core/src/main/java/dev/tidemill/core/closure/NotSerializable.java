package dev.tidemill.core.closure;

import dev.tidemill.SparkException;
import dev.tidemill.core.text.Printable;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the exception for a closure that cannot be serialised. */
final class NotSerializable {
  private NotSerializable() {}

  /**
   * The exception for a failure of writing.
   *
   * @param subject names the closure
   * @param failure becomes the cause
   */
  static SparkException describe(
      String subject, Object closure, SharedVariables shared, Throwable failure) {
    if (failure instanceof NotSerializableException refused) {
      try {
        Optional<SerializationPath> path = SerializationPath.find(closure, shared, refused);
        if (path.isPresent()) {
          return exception(subject + PathText.of(path.get(), refused), refused);
        }
      } catch (IOException | RuntimeException unreadable) {
        refused.addSuppressed(unreadable); // what a class of the program threw as we walked it
      }
    }
    String reason =
        failure instanceof StackOverflowError
            ? " refers to objects in a chain too long to be serialised; keep a list in its place"
            : " cannot be serialised: " + Printable.text(failure);
    return exception(subject + reason, failure);
  }

  /** Throws if the function, wrapped or not, has an object of the driver at hand. */
  static void requireNoneOfDriver(Supplier<String> subject, Object function, SharedVariables shared)
      throws SparkException {
    try {
      Optional<SerializationPath> path = SerializationPath.toDriverSide(function, shared);
      if (path.isPresent()) {
        NotSerializableException cause =
            new NotSerializableException(path.get().culprit().getClass().getName());
        throw exception(subject.get() + PathText.of(path.get(), cause), cause);
      }
    } catch (IOException unreadable) {
      throw exception(
          subject.get() + " cannot be serialised: " + Printable.text(unreadable), unreadable);
    }
  }

  private static SparkException exception(String text, Throwable cause) {
    return new SparkException("Task not serializable: " + text + ".", cause);
  }
}
