package dev.tidemill.core.memory;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Looks into objects of the user's own classes. Fields we may not read count as a fixed guess. */
final class FieldValues {
  private static final long UNREADABLE = 64;
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          List<Field> fields = new ArrayList<>();
          for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
              if (!Modifier.isStatic(field.getModifiers())) {
                fields.add(field);
              }
            }
          }
          return List.copyOf(fields);
        }
      };

  private FieldValues() {}

  static long sum(Object object, ToLongFunction<Object> size) {
    long bytes = 0;
    for (Field field : FIELDS.get(object.getClass())) {
      bytes += field.getType().isPrimitive() ? Long.BYTES : ofReference(field, object, size);
    }
    return bytes;
  }

  private static long ofReference(Field field, Object object, ToLongFunction<Object> size) {
    try {
      field.setAccessible(true);
      return size.applyAsLong(field.get(object));
    } catch (InaccessibleObjectException | IllegalAccessException closed) {
      return UNREADABLE;
    }
  }
}
