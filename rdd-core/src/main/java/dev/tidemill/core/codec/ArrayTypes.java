package dev.tidemill.core.codec;

import dev.tidemill.core.text.Printable;

/** Finds the classes of array elements by name, without initialising them. */
final class ArrayTypes {
  private static final int MOST_DIMENSIONS = 16;

  private ArrayTypes() {}

  /** An array makes no object of its element class, so every class of java.* will do. */
  static Class<?> component(String name, ClassRules rules) {
    int dimensions = 0;
    while (dimensions < name.length() && name.charAt(dimensions) == '[') {
      dimensions++;
    }
    if (dimensions == 0) {
      return plain(name, rules);
    }
    if (dimensions > MOST_DIMENSIONS) {
      throw new CodecException(
          "An array has " + dimensions + " dimensions; at most " + MOST_DIMENSIONS + " are read.");
    }
    Class<?> type;
    String rest = name.substring(dimensions);
    if (rest.length() == 1) {
      type = ofJdk("[" + rest).getComponentType();
    } else if (rest.startsWith("L") && rest.endsWith(";")) {
      type = plain(rest.substring(1, rest.length() - 1), rules);
    } else {
      throw new CodecException(
          "An array of " + Printable.text(name) + " cannot be; the value was changed.");
    }
    for (int i = 0; i < dimensions; i++) {
      type = type.arrayType();
    }
    return type;
  }

  private static Class<?> plain(String name, ClassRules rules) {
    return name.startsWith("java.") ? ofJdk(name) : rules.require(name);
  }

  static Class<?> ofJdk(String name) {
    try {
      return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
    } catch (ClassNotFoundException | LinkageError missing) {
      throw new CodecException(
          "The encoded value asks for " + Printable.text(name) + ", which this JDK does not have.",
          missing);
    }
  }
}
