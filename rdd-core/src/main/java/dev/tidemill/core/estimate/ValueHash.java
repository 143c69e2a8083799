package dev.tidemill.core.estimate;

import dev.tidemill.Tuple2;
import dev.tidemill.Tuple3;

/**
 * Hashes of 64 bits, all of which depend on the whole value: the same in every process for texts,
 * numbers, enums, bytes and pairs and triples of these. Of other objects they are made from {@code
 * hashCode}, so they are as many and as stable as that. Equal values have equal hashes; numbers of
 * different types are different.
 */
public final class ValueHash {
  private static final long STEP = 0x9E3779B97F4A7C15L; // 2^64 over the golden ratio

  private ValueHash() {}

  /**
   * @throws IllegalArgumentException for an array of anything but bytes, since others are equal
   *     only to themselves
   */
  public static long of(Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Number || value instanceof Character || value instanceof Boolean) {
      return primitive(value);
    }
    if (value instanceof Tuple2<?, ?> pair) {
      return with(with(of(2, 0), pair._1), pair._2);
    }
    if (value instanceof Tuple3<?, ?, ?> triple) {
      return with(with(with(of(3, 0), triple._1), triple._2), triple._3);
    }
    if (value instanceof Enum<?> constant) {
      return with(of(4, constant.getDeclaringClass().getName().hashCode()), constant.name());
    }
    if (value instanceof byte[] bytes) {
      return bytes(bytes);
    }
    if (value != null && value.getClass().isArray()) {
      throw new IllegalArgumentException(
          "An array of "
              + value.getClass().getComponentType().getName()
              + " is equal only to itself, so different ones cannot be counted; map it to a string"
              + " or a list of its elements.");
    }
    return value == null ? of(5, 0) : of(6, value.hashCode());
  }

  private static long primitive(Object value) {
    if (value instanceof Long number) {
      return of(7, number);
    }
    if (value instanceof Integer number) {
      return of(8, number);
    }
    if (value instanceof Double number) {
      return of(9, Double.doubleToLongBits(number));
    }
    return of(value.getClass().getName().hashCode(), value.hashCode());
  }

  private static long with(long hash, Object part) {
    return of(hash, of(part));
  }

  private static long text(String text) {
    long hash = of(10, text.length());
    for (int i = 0; i < text.length(); i++) {
      hash = step(hash, text.charAt(i));
    }
    return mixed(hash);
  }

  private static long bytes(byte[] bytes) {
    long hash = of(11, bytes.length);
    for (byte one : bytes) {
      hash = step(hash, one);
    }
    return mixed(hash);
  }

  private static long step(long hash, int next) {
    long product = (hash ^ next) * STEP;
    return product ^ product >>> 32;
  }

  private static long of(long kind, long bits) {
    return mixed(mixed(kind * STEP) ^ bits * STEP);
  }

  /** G. L. Steele, D. Lea and C. H. Flood, "Fast splittable random number generators" (2014). */
  private static long mixed(long bits) {
    long mixed = bits + STEP;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
