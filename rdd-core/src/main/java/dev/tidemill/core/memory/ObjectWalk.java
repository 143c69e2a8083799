package dev.tidemill.core.memory;

import dev.tidemill.Tuple2;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/**
 * Looks into one object and what it refers to, for {@link RecordSizes}. Ends after a number of
 * objects, so that rings and wide graphs cost no more than others; what it did not see counts as
 * small.
 */
final class ObjectWalk {
  private static final long OBJECT = RecordSizes.OBJECT;
  private static final int MOST_OBJECTS = 300;
  private static final int DEEPEST = 20;
  private static final int ELEMENTS_LOOKED_AT = 8;

  private int left = MOST_OBJECTS;

  private ObjectWalk() {}

  static long measure(Object value) {
    try {
      return new ObjectWalk().bytes(value, 0);
    } catch (RuntimeException ownFault) {
      // A collection of the program that cannot be looked at; the record must not fail for a guess.
      return OBJECT;
    }
  }

  private long bytes(Object value, int depth) {
    if (value == null) {
      return 0;
    }
    if (value instanceof CharSequence text) {
      return RecordSizes.textBytes(text);
    }
    if (value instanceof Number || value instanceof Boolean || value instanceof Character) {
      return OBJECT;
    }
    Class<?> element = value.getClass().getComponentType();
    if (element != null && element.isPrimitive()) {
      return OBJECT + Array.getLength(value) * elementBytes(element);
    }
    if (--left < 0 || depth == DEEPEST) {
      return OBJECT;
    }
    if (value instanceof Tuple2<?, ?> pair) {
      return OBJECT + bytes(pair._1(), depth + 1) + bytes(pair._2(), depth + 1);
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
    return OBJECT + FieldValues.sum(value, field -> Long.BYTES + bytes(field, depth + 1));
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
  private long many(int size, Iterable<?> values, int depth) {
    int looked = 0;
    long bytes = 0;
    for (Object value : values) {
      if (looked == ELEMENTS_LOOKED_AT) {
        break;
      }
      bytes += OBJECT + bytes(value, depth + 1);
      looked++;
    }
    return OBJECT + (looked == 0 ? 0 : bytes * size / looked);
  }
}
