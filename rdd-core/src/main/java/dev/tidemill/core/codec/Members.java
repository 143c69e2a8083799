package dev.tidemill.core.codec;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields of a class of the program, made reachable. */
final class Members {
  private final Field[] fields;
  private final String[] parts;

  Members(List<Field> fields) {
    this.fields = fields.toArray(Field[]::new);
    this.parts = new String[this.fields.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        this.fields[i].setAccessible(true);
      } catch (RuntimeException closed) {
        throw new CodecException(
            this.fields[i] + " cannot be reached; open its package to rdd-core.", closed);
      }
      parts[i] = "." + this.fields[i].getName();
    }
  }

  /** All that are neither static nor transient, those of classes of the JDK left out. */
  static Members of(Class<?> type) {
    List<Field> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Class<?> level = type; !Encodings.ofJdk(level); level = level.getSuperclass()) {
      for (Field field : level.getDeclaredFields()) {
        if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) != 0) {
          continue;
        }
        if (!names.add(field.getName())) {
          throw new UnencodableException(
              type.getName(),
              "it and a class that it extends both have a field "
                  + field.getName()
                  + "; rename one, or give a TypeCodec (tidemill.codec.class).",
              null);
        }
        found.add(field);
      }
    }
    return new Members(found);
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Field field : fields) {
      names.add(field.getName());
    }
    return names;
  }

  void write(ValueWriter out, Object owner) {
    for (int i = 0; i < fields.length; i++) {
      Object value;
      try {
        value = fields[i].get(owner);
      } catch (IllegalAccessException impossible) {
        throw new AssertionError("setAccessible was called", impossible);
      }
      out.write(value, parts[i]);
    }
  }

  void set(int place, Object owner, Object value) {
    Field field = fields[place];
    if (value == null && field.getType().isPrimitive()) {
      return;
    }
    try {
      field.set(owner, value);
    } catch (IllegalAccessException | IllegalArgumentException unfit) {
      throw new CodecException(
          "The field "
              + field.getDeclaringClass().getName()
              + "."
              + field.getName()
              + " is a "
              + field.getType().getName()
              + "; the encoded value is a "
              + value.getClass().getName()
              + ".",
          unfit);
    }
  }

  /** What an absent value of this type is. */
  static Object zero(Class<?> type) {
    return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
  }
}
