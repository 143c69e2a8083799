package dev.tidemill.launcher.program;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which class of a program is run. */
final class MainClass {
  private static final int MOST_SHOWN = 10;

  private MainClass() {}

  /**
   * The {@code main} method of the class that is named, or of the only one that has one.
   *
   * @param where what the program is, for messages
   * @param named what {@code --class} or a manifest says
   * @param classNames all classes of the program itself
   * @throws UsageException if it is not there or not clear, naming those that could be meant
   */
  static Method choose(
      String where, Optional<String> named, List<String> classNames, ClassLoader loader) {
    if (named.isPresent()) {
      return mainOf(named.get(), loader)
          .orElseThrow(() -> notThere(where, named.get(), candidates(classNames, loader), loader));
    }
    List<String> candidates = candidates(classNames, loader);
    if (candidates.size() == 1) {
      return mainOf(candidates.get(0), loader).orElseThrow();
    }
    if (candidates.isEmpty()) {
      throw new UsageException(
          where + " has no class with a method public static void main(String[]); add one");
    }
    throw new UsageException(
        "%s has several main classes; say which one by --class: %s"
            .formatted(where, shown(candidates)));
  }

  private static UsageException notThere(
      String where, String named, List<String> candidates, ClassLoader loader) {
    String wrong =
        isThere(named, loader)
            ? "Class '%s' of %s has no method public static void main(String[])"
            : "There is no class '%s' in %s";
    String remedy =
        candidates.isEmpty()
            ? "; no class there has one"
            : "; these have one: " + shown(candidates);
    return new UsageException(wrong.formatted(named, where) + remedy);
  }

  private static boolean isThere(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError missing) {
      return false;
    }
  }

  private static String shown(List<String> candidates) {
    int more = candidates.size() - MOST_SHOWN;
    return more > 0
        ? String.join(", ", candidates.subList(0, MOST_SHOWN)) + " and " + more + " more"
        : String.join(", ", candidates);
  }

  private static List<String> candidates(List<String> classNames, ClassLoader loader) {
    List<String> candidates = new ArrayList<>();
    for (String name : classNames) {
      if (mainOf(name, loader).isPresent()) {
        candidates.add(name);
      }
    }
    return candidates;
  }

  /** Without running anything of the class. */
  private static Optional<Method> mainOf(String name, ClassLoader loader) {
    try {
      Method main = Class.forName(name, false, loader).getMethod("main", String[].class);
      boolean fits = Modifier.isStatic(main.getModifiers()) && main.getReturnType() == void.class;
      return fits ? Optional.of(main) : Optional.empty();
    } catch (ClassNotFoundException | NoSuchMethodException | LinkageError none) {
      return Optional.empty();
    }
  }
}
