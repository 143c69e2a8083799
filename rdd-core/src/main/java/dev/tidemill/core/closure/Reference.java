package dev.tidemill.core.closure;

/**
 * What an object refers to.
 *
 * @param how in which way, which decides how it is said
 * @param name of the field, variable or method, or the place of the argument or element
 * @param declared the type of the place where it stands
 */
record Reference(How how, String name, Class<?> declared, Object target) {
  enum How {
    /** A lambda or an inner class uses the object that it was made in. */
    THIS,
    /** {@code parser::parse} keeps the parser. */
    RECEIVER,
    /** A lambda uses a local variable, whose name is not known any more. */
    ARGUMENT,
    /** An anonymous or local class uses a local variable. */
    VARIABLE,
    FIELD,
    /** Of an array or collection. */
    ELEMENT,
    /** Written by a class that cannot be looked into. */
    HIDDEN
  }

  /** How it is written behind what it belongs to: {@code .field}, {@code [3]}. */
  String inPath() {
    return switch (how) {
      case THIS -> ".this";
      case VARIABLE, FIELD -> "." + name;
      case ELEMENT -> "[" + name + "]";
      case RECEIVER -> ".<object of " + name + ">";
      case ARGUMENT -> ".<captured argument " + name + ">";
      case HIDDEN -> ".<content>";
    };
  }
}
