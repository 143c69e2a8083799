package dev.tidemill.core.codec;

import java.io.Externalizable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** Why a class cannot be encoded, and what a program does about it. */
final class Refusals {
  private static final String REMEDY =
      " Make the field transient, keep a plain value in its place, or give a TypeCodec"
          + " (tidemill.codec.class).";

  private Refusals() {}

  static String tooDeep(String bound) {
    return "it is nested deeper than "
        + bound
        + " allow; keep flat values (a list in place of a chain of objects, say), or give a"
        + " TypeCodec (tidemill.codec.class).";
  }

  /** A class of the JDK that is none of the values we know. */
  static String ofJdk() {
    return "it belongs to this process, or is no plain value." + REMEDY;
  }

  /** Why a class of the program, which is no enum, record or array, cannot be encoded. */
  static Optional<String> of(Class<?> type) {
    if (type.isHidden() || type.isSynthetic()) {
      return Optional.of("it is a lambda; code is not data." + REMEDY);
    }
    if (Proxy.isProxyClass(type)) {
      return Optional.of("it is a proxy made at run time." + REMEDY);
    }
    if (ClassRules.never(type.getName())) {
      return Optional.of(
          "such objects are never made from bytes, since attacks use them." + REMEDY);
    }
    for (Class<?> level = type; level != Object.class; level = level.getSuperclass()) {
      if (Encodings.ofJdk(level) && keepsState(level)) {
        return Optional.of(
            "it extends " + level.getName() + ", whose state cannot be reached." + REMEDY);
      }
    }
    if (hasOwnSerialForm(type)) {
      return Optional.of(
          "it has transient fields and a serial form of its own (writeObject, writeReplace,"
              + " Externalizable), which is not used here."
              + REMEDY);
    }
    return Optional.empty();
  }

  private static boolean keepsState(Class<?> level) {
    for (Field field : level.getDeclaredFields()) {
      if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
        return true;
      }
    }
    return false;
  }

  /** Without their transient fields such objects would be read back broken. */
  private static boolean hasOwnSerialForm(Class<?> type) {
    boolean form = Externalizable.class.isAssignableFrom(type);
    boolean keepsBack = false;
    for (Class<?> level = type; !Encodings.ofJdk(level); level = level.getSuperclass()) {
      for (Method method : level.getDeclaredMethods()) {
        form |= method.getName().equals("writeReplace") || method.getName().equals("writeObject");
      }
      for (Field field : level.getDeclaredFields()) {
        keepsBack |= Modifier.isTransient(field.getModifiers());
      }
    }
    return form && keepsBack;
  }
}
