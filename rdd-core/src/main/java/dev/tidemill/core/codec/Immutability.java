package dev.tidemill.core.codec;

import dev.tidemill.Option;
import dev.tidemill.Tuple2;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Knows of values that they never change, so that they may be shared. What it does not know counts
 * as mutable.
 *
 * <p>Of most classes all values are alike: strings, boxed numbers, enums, dates; records and other
 * classes whose fields are all final and of such classes. Of some the parts decide: tuples, lists
 * made by {@code List.of}, records with a component of a type variable. Decided once for each
 * class; thread-safe.
 */
public final class Immutability {
  /** Parts further down are not looked at; such a value counts as mutable. */
  private static final int DEEPEST = 16;

  private static final Set<Class<?>> CONSTANT =
      Set.of(
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Character.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigInteger.class,
          BigDecimal.class,
          UUID.class,
          URI.class,
          Locale.class,
          Currency.class,
          Pattern.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class,
          Class.class);

  private static final Set<Class<?>> OF_PARTS =
      Set.of(
          List.of().getClass(),
          List.of(1).getClass(),
          Set.of().getClass(),
          Set.of(1).getClass(),
          Collections.emptyList().getClass(),
          Collections.emptySet().getClass());

  private static final Set<Class<?>> MAPS_OF_PARTS =
      Set.of(Map.of().getClass(), Map.of(1, 1).getClass(), Collections.emptyMap().getClass());

  /** What a class says of its values; {@code fields} are to be looked at if it is not enough. */
  private record Verdict(boolean always, boolean ofParts, List<Field> fields) {
    static final Verdict ALWAYS = new Verdict(true, false, List.of());
    static final Verdict NEVER = new Verdict(false, false, List.of());
    static final Verdict OF_PARTS = new Verdict(false, true, List.of());
  }

  /** Kept with the class, so that it goes when the class goes. */
  private static final ClassValue<Verdict> VERDICTS =
      new ClassValue<>() {
        @Override
        protected Verdict computeValue(Class<?> type) {
          return judge(type);
        }
      };

  private Immutability() {}

  /** Whether no value of exactly this class ever changes. */
  public static boolean always(Class<?> type) {
    return VERDICTS.get(type).always();
  }

  /** Whether this value never changes. */
  public static boolean of(Object value) {
    return of(value, 0);
  }

  private static boolean of(Object value, int depth) {
    if (value == null) {
      return true;
    }
    Class<?> type = value.getClass();
    if (type == String.class || type == Integer.class) {
      return true;
    }
    if (value instanceof Tuple2<?, ?> tuple) {
      return depth < DEEPEST && of(tuple._1, depth + 1) && of(tuple._2, depth + 1);
    }
    Verdict verdict = VERDICTS.get(type);
    if (verdict.always()) {
      return true;
    }
    if (depth == DEEPEST) {
      return false;
    }
    return verdict.ofParts()
        ? ofParts(value, depth + 1)
        : !verdict.fields().isEmpty() && ofFields(verdict.fields(), value, depth + 1);
  }

  private static boolean ofParts(Object value, int depth) {
    if (value instanceof Optional<?> optional) {
      return of(optional.orElse(null), depth);
    }
    if (value instanceof Option<?> option) {
      return option.isEmpty() || of(option.get(), depth);
    }
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!of(entry.getKey(), depth) || !of(entry.getValue(), depth)) {
          return false;
        }
      }
      return true;
    }
    for (Object element : (Collection<?>) value) {
      if (!of(element, depth)) {
        return false;
      }
    }
    return true;
  }

  private static boolean ofFields(List<Field> fields, Object value, int depth) {
    for (Field field : fields) {
      try {
        if (!of(field.get(value), depth)) {
          return false;
        }
      } catch (IllegalAccessException impossible) {
        throw new AssertionError("setAccessible was called", impossible);
      }
    }
    return true;
  }

  private static Verdict judge(Class<?> type) {
    if (CONSTANT.contains(type) || isEnum(type) || ofTime(type)) {
      return Verdict.ALWAYS;
    }
    if (OF_PARTS.contains(type)
        || MAPS_OF_PARTS.contains(type)
        || type == Optional.class
        || type == Option.class) {
      return Verdict.OF_PARTS;
    }
    if (type.isArray() || Encodings.ofJdk(type)) {
      return Verdict.NEVER;
    }
    return judgeFields(type);
  }

  private static boolean isEnum(Class<?> type) {
    return type.isEnum() || (type.getSuperclass() != null && type.getSuperclass().isEnum());
  }

  /** All of java.time but clocks. */
  private static boolean ofTime(Class<?> type) {
    return type.getName().startsWith("java.time.") && !Clock.class.isAssignableFrom(type);
  }

  private static Verdict judgeFields(Class<?> type) {
    List<Field> open = new ArrayList<>();
    for (Class<?> level = type; level != Object.class; level = level.getSuperclass()) {
      if (Encodings.ofJdk(level) && level != Record.class) {
        return Verdict.NEVER;
      }
      for (Field field : level.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        if (!Modifier.isFinal(field.getModifiers())) {
          return Verdict.NEVER;
        }
        if (!constantType(field.getType())) {
          if (field.getType().isArray()) {
            return Verdict.NEVER;
          }
          open.add(field);
        }
      }
    }
    return open.isEmpty() ? Verdict.ALWAYS : ofFields(open);
  }

  private static Verdict ofFields(List<Field> open) {
    try {
      open.forEach(field -> field.setAccessible(true));
    } catch (RuntimeException closed) {
      return Verdict.NEVER; // it cannot be looked at
    }
    return new Verdict(false, false, List.copyOf(open));
  }

  /** Of a field of such a type every value is constant, subclasses too. */
  private static boolean constantType(Class<?> type) {
    return type.isPrimitive()
        || type.isEnum()
        || (Modifier.isFinal(type.getModifiers()) && (CONSTANT.contains(type) || ofTime(type)));
  }
}
