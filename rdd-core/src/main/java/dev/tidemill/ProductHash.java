package dev.tidemill;

import java.util.Objects;

/**
 * The hash of the legacy tuples: Murmur3 over the type's name, the elements' hashes and their
 * number. Keys fall into the partitions into which they fell there.
 */
final class ProductHash {
  private ProductHash() {}

  static int begin(String type) {
    return mix(0xcafebabe, type.hashCode());
  }

  static int with(int hash, Object element) {
    return mix(hash, elementHash(element));
  }

  static int end(int hash, int elements) {
    return avalanche(hash ^ elements);
  }

  /** In the legacy language numbers of equal value hash alike whatever their type. */
  private static int elementHash(Object element) {
    if (element instanceof Long value) {
      return longHash(value);
    }
    if (element instanceof Double value) {
      return doubleHash(value);
    }
    if (element instanceof Float value) {
      return floatHash(value);
    }
    return Objects.hashCode(element);
  }

  private static int longHash(long value) {
    return (int) value == value ? (int) value : Long.hashCode(value);
  }

  private static int floatHash(float value) {
    if ((int) value == value) {
      return (int) value;
    }
    return (long) value == value ? Long.hashCode((long) value) : Float.hashCode(value);
  }

  private static int doubleHash(double value) {
    if ((int) value == value) {
      return (int) value;
    }
    if ((long) value == value) {
      return Long.hashCode((long) value);
    }
    return (float) value == value ? Float.hashCode((float) value) : Double.hashCode(value);
  }

  private static int mix(int hash, int data) {
    int k = Integer.rotateLeft(data * 0xcc9e2d51, 15) * 0x1b873593;
    return Integer.rotateLeft(hash ^ k, 13) * 5 + 0xe6546b64;
  }

  private static int avalanche(int hash) {
    int h = hash;
    h = (h ^ (h >>> 16)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    return h ^ (h >>> 16);
  }
}
