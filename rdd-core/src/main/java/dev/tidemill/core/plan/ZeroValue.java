package dev.tidemill.core.plan;

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
 * What the values of every key are added to. Functions may change what they are given, so each key
 * gets a copy of its own: by Java serialization, unless the class is known to be immutable. The
 * value is copied when the dataset is described; changing it afterwards changes nothing.
 */
public final class ZeroValue<U> {
  private static final Set<Class<?>> IMMUTABLE =
      Set.of(
          String.class,
          Integer.class,
          Long.class,
          Double.class,
          Float.class,
          Short.class,
          Byte.class,
          Character.class,
          Boolean.class,
          BigInteger.class,
          BigDecimal.class);

  private final U shared;
  private final byte[] serialized;
  private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

  private ZeroValue(U shared, byte[] serialized) {
    this.shared = shared;
    this.serialized = serialized;
  }

  /**
   * @throws IllegalArgumentException if the value can neither be shared nor copied
   */
  public static <U> ZeroValue<U> of(String call, U value) {
    if (value == null || value instanceof Enum || IMMUTABLE.contains(value.getClass())) {
      return new ZeroValue<>(value, null);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException failed) {
      throw new IllegalArgumentException(
          call
              + ": zeroValue of "
              + value.getClass().getName()
              + " cannot be copied for each key ("
              + failed
              + "); make it Serializable, or use combineByKey, whose function makes each first"
              + " value.",
          failed);
    }
    return new ZeroValue<>(null, bytes.toByteArray());
  }

  /** A value that no other key has. */
  @SuppressWarnings("unchecked") // what was written is read
  public U copy() {
    if (serialized == null) {
      return shared;
    }
    try (ObjectInputStream in = new FromBytes(new ByteArrayInputStream(serialized), loader)) {
      return (U) in.readObject();
    } catch (IOException | ClassNotFoundException failed) {
      throw Sneaky.thrown(failed);
    }
  }

  /** Finds the program's classes also where the engine's own loader does not know them. */
  private static final class FromBytes extends ObjectInputStream {
    private final ClassLoader loader;

    FromBytes(InputStream bytes, ClassLoader loader) throws IOException {
      super(bytes);
      this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return super.resolveClass(description);
      } catch (ClassNotFoundException unknown) {
        return Class.forName(description.getName(), false, loader);
      }
    }
  }
}
