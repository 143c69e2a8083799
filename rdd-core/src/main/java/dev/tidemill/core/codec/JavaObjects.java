package dev.tidemill.core.codec;

import dev.tidemill.core.text.Printable;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.util.List;

/**
 * Objects that were serialised the way of Java, for the one format that is defined by it: object
 * files. Their bytes choose the classes, so plain values of the JDK and classes of the program are
 * made from them, but no others of the JDK and none that is known from attacks.
 */
public final class JavaObjects {
  private static final List<String> PLAIN_OF_JDK =
      List.of("java.lang.", "java.math.", "java.time.", "java.util.", "java.sql.");
  private static final List<String> NOT_PLAIN =
      List.of(
          "java.lang.invoke.",
          "java.lang.ref.",
          "java.lang.reflect.",
          "java.util.logging.",
          "java.util.jar.",
          "java.util.zip.",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.lang.Thread");
  private static final int DEEPEST = 1_000;

  private JavaObjects() {}

  /**
   * The object in these bytes.
   *
   * @throws IOException if they are none, or ask for a class that is not made from them
   */
  public static Object read(byte[] bytes) throws IOException {
    try (ProgramObjectInput in = new ProgramObjectInput(bytes)) {
      in.setObjectInputFilter(info -> verdict(info, bytes.length));
      return in.readObject();
    } catch (InvalidClassException refused) {
      throw new IOException(
          "An object file asks for a class that is not made from stored bytes, or that has changed"
              + " since ("
              + Printable.text(refused.getMessage())
              + ").",
          refused);
    } catch (ClassNotFoundException missing) {
      throw new IOException(
          "An object file has objects of "
              + Printable.text(missing.getMessage())
              + ", which is not on the class path.",
          missing);
    }
  }

  private static Status verdict(ObjectInputFilter.FilterInfo info, int length) {
    // An array of more elements than there are bytes is a lie that costs memory.
    if (info.depth() > DEEPEST || info.arrayLength() > length) {
      return Status.REJECTED;
    }
    Class<?> type = info.serialClass();
    while (type != null && type.isArray()) {
      type = type.getComponentType();
    }
    if (type == null || type.isPrimitive()) {
      return Status.UNDECIDED;
    }
    return allowed(type.getName()) ? Status.ALLOWED : Status.REJECTED;
  }

  private static boolean allowed(String name) {
    if (NOT_PLAIN.stream().anyMatch(name::startsWith)) {
      return false;
    }
    return PLAIN_OF_JDK.stream().anyMatch(name::startsWith) || !ClassRules.never(name);
  }
}
