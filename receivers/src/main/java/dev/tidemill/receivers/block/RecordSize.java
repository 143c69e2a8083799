package dev.tidemill.receivers.block;

import dev.tidemill.Tuple2;
import java.util.Collection;
import java.util.Map;

/**
 * Guesses what a record holds of the heap, cheaply and rather too high: the guess bounds memory, it
 * is not an account. Kinds we do not know count as {@link #UNKNOWN}.
 */
final class RecordSize {
  static final long UNKNOWN = 256;
  private static final long OBJECT = 24;
  private static final int DEEPEST = 4;

  private RecordSize() {}

  static long of(Object record) {
    // First, as nearly all records are text. Two bytes a character hold whatever the text is.
    if (record instanceof String text) {
      return 48 + 2L * text.length();
    }
    return of(record, 0);
  }

  private static long of(Object value, int depth) {
    if (value == null) {
      return 0;
    }
    if (depth > DEEPEST) {
      return UNKNOWN;
    }
    if (value instanceof CharSequence text) {
      return 48 + 2L * text.length();
    }
    if (value instanceof Number || value instanceof Boolean || value instanceof Character) {
      return OBJECT;
    }
    if (value instanceof Tuple2<?, ?> pair) {
      return OBJECT + of(pair._1(), depth + 1) + of(pair._2(), depth + 1);
    }
    if (value.getClass().isArray()) {
      return ofArray(value, depth);
    }
    if (value instanceof Collection<?> collection) {
      return ofMany(collection.size(), collection, depth);
    }
    if (value instanceof Map<?, ?> map) {
      return ofMany(map.size(), map.keySet(), depth) + ofMany(map.size(), map.values(), depth);
    }
    return UNKNOWN;
  }

  private static long ofArray(Object array, int depth) {
    int length = java.lang.reflect.Array.getLength(array);
    if (array instanceof Object[] values) {
      return ofMany(length, java.util.Arrays.asList(values), depth);
    }
    return OBJECT + length * (long) elementBytes(array.getClass().getComponentType());
  }

  private static int elementBytes(Class<?> primitive) {
    if (primitive == long.class || primitive == double.class) {
      return Long.BYTES;
    }
    if (primitive == int.class || primitive == float.class) {
      return Integer.BYTES;
    }
    return primitive == char.class || primitive == short.class ? Short.BYTES : 1;
  }

  /** Looks at the first few and takes the others to be alike. */
  private static long ofMany(int size, Iterable<?> values, int depth) {
    int looked = 0;
    long bytes = 0;
    for (Object value : values) {
      if (looked == 8) {
        break;
      }
      bytes += of(value, depth + 1) + OBJECT;
      looked++;
    }
    return OBJECT + (looked == 0 ? 0 : bytes * size / looked);
  }
}
