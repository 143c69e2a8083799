package dev.tidemill.receivers.block;

import dev.tidemill.Tuple2;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/**
 * Guesses what a record holds of the heap, cheaply and rather too high: the guess bounds memory, it
 * is not an account.
 *
 * <p>Text and arrays of numbers go by their length. Other records are looked into once in a while,
 * and those in between are taken to be like the last one.
 *
 * <p>Threads: any. Counting is not exact then, which only changes which records are looked into.
 */
final class RecordSizes {
  static final long OBJECT = 24;
  private static final int SAMPLE_EVERY = 32;
  private static final int LOOKED_AT = 8;
  private static final int DEEPEST = 4;

  private int sinceSample;
  private volatile long guess;

  long of(Object record) {
    // First, as nearly all records are text.
    if (record instanceof String text) {
      return textBytes(text);
    }
    if (record instanceof byte[] bytes) {
      return OBJECT + bytes.length;
    }
    if (guess == 0 || ++sinceSample >= SAMPLE_EVERY) {
      sinceSample = 0;
      guess = Math.max(1, measure(record, 0));
    }
    return guess;
  }

  /** Two bytes a character hold whatever the text is. */
  private static long textBytes(CharSequence text) {
    return 48 + 2L * text.length();
  }

  static long measure(Object value, int depth) {
    if (value == null) {
      return 0;
    }
    if (value instanceof CharSequence text) {
      return textBytes(text);
    }
    if (value instanceof Number || value instanceof Boolean || value instanceof Character) {
      return OBJECT;
    }
    if (value.getClass().isArray() && value.getClass().getComponentType().isPrimitive()) {
      return OBJECT + Array.getLength(value) * elementBytes(value.getClass().getComponentType());
    }
    if (depth > DEEPEST) {
      return OBJECT;
    }
    if (value instanceof Tuple2<?, ?> pair) {
      return OBJECT + measure(pair._1(), depth + 1) + measure(pair._2(), depth + 1);
    }
    if (value instanceof Object[] values) {
      return many(values.length, Arrays.asList(values), depth);
    }
    if (value instanceof Collection<?> collection) {
      return many(collection.size(), collection, depth);
    }
    if (value instanceof Map<?, ?> map) {
      return many(map.size(), map.keySet(), depth) + many(map.size(), map.values(), depth);
    }
    return OBJECT + FieldValues.sum(value, field -> 8 + measure(field, depth + 1));
  }

  private static long elementBytes(Class<?> primitive) {
    if (primitive == long.class || primitive == double.class) {
      return Long.BYTES;
    }
    if (primitive == int.class || primitive == float.class) {
      return Integer.BYTES;
    }
    return primitive == char.class || primitive == short.class ? Short.BYTES : 1;
  }

  /** Looks at the first few and takes the others to be alike. */
  private static long many(int size, Iterable<?> values, int depth) {
    int looked = 0;
    long bytes = 0;
    for (Object value : values) {
      if (looked == LOOKED_AT) {
        break;
      }
      bytes += OBJECT + measure(value, depth + 1);
      looked++;
    }
    return OBJECT + (looked == 0 ? 0 : bytes * size / looked);
  }
}
