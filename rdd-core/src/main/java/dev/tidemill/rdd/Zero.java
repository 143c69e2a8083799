package dev.tidemill.rdd;

import dev.tidemill.core.error.Sneaky;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;

/**
 * Where fold and aggregate begin: a copy of the zero value for every partition and run, since their
 * functions may change what they are given. Values of classes known to be immutable are not copied;
 * all others are, by Java serialization, as they were when the action was called.
 */
final class Zero<U> {
  private static final Set<Class<?>> IMMUTABLE =
      Set.of(
          String.class,
          Boolean.class,
          Character.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class);

  private final U value;
  // Null where the value itself can be given out.
  private final byte[] bytes;

  private Zero(U value, byte[] bytes) {
    this.value = value;
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException if the value can change and cannot be serialized
   */
  static <U> Zero<U> of(String action, U value) {
    return new Zero<>(value, isImmutable(value) ? null : serialized(action, value));
  }

  private static boolean isImmutable(Object value) {
    return value == null || value instanceof Enum || IMMUTABLE.contains(value.getClass());
  }

  private static byte[] serialized(String action, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException failed) {
      throw new IllegalArgumentException(
          action
              + ": the zero value cannot be copied for every partition: "
              + failed
              + "; make "
              + value.getClass().getName()
              + " and what it holds Serializable.",
          failed);
    }
    return bytes.toByteArray();
  }

  /** A copy that nobody else has. */
  @SuppressWarnings("unchecked") // the bytes are those of the value
  U fresh() {
    if (bytes == null) {
      return value;
    }
    ClassLoader classes = value.getClass().getClassLoader();
    try (ObjectInputStream in = new Input(new ByteArrayInputStream(bytes), classes)) {
      return (U) in.readObject();
    } catch (IOException | ClassNotFoundException failed) {
      throw Sneaky.thrown(failed);
    }
  }

  /** Finds classes first where the value's own class came from. Reads only what we have written. */
  private static final class Input extends ObjectInputStream {
    private final ClassLoader classes;

    Input(InputStream in, ClassLoader classes) throws IOException {
      super(in);
      this.classes = classes;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass described)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(described.getName(), false, classes);
      } catch (ClassNotFoundException elsewhere) {
        return super.resolveClass(described);
      }
    }
  }
}
