package dev.tidemill.core.closure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

/**
 * A class of which functions that run in tasks cannot use objects, whatever may be serialised:
 * contexts, datasets, streams. Holds for all that extends or implements it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DriverSide {
  /** Its name with an article, such as "a dataset". */
  String what();

  /** What a program does in place of using it inside a function. */
  String remedy();

  /** Finds the annotation. */
  final class Finder {
    private Finder() {}

    static Optional<DriverSide> of(Class<?> type) {
      Optional<DriverSide> found = Optional.ofNullable(type.getAnnotation(DriverSide.class));
      for (Class<?> above : type.getInterfaces()) {
        found = found.or(() -> of(above));
      }
      Class<?> superclass = type.getSuperclass();
      return superclass == null ? found : found.or(() -> of(superclass));
    }
  }
}
