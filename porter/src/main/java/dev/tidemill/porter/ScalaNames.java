package dev.tidemill.porter;

import java.util.Optional;
import java.util.Set;

/** The few names of Scala's library that old programs use. */
final class ScalaNames {
  private static final Set<String> PACKAGES =
      Set.of("collection", "concurrent", "reflect", "runtime", "math", "util");

  private ScalaNames() {}

  static void port(Source source, DottedName name) {
    if (name.asterisk() && name.size() == 1) {
      NameRule.replaceParts(source, name, 1, LegacyNames.OURS);
      return;
    }
    String second = name.part(1).getText();
    Optional<String> known = replacement(second);
    if (known.isPresent()) {
      NameRule.replaceParts(source, name, 2, known.get());
    } else if (Character.isUpperCase(second.charAt(0)) || isPackage(name)) {
      source
          .notes()
          .remark(
              NameRule.line(name),
              name.first(name.size()) + (name.asterisk() ? ".*" : ""),
              "of Scala's library only tuples, Option and Serializable are there",
              "use the type of java.util or java.util.function in its place");
    }
  }

  private static boolean isPackage(DottedName name) {
    return name.size() > 2 && PACKAGES.contains(name.part(1).getText());
  }

  /** What stands for a type of the package scala. */
  static Optional<String> replacement(String simpleName) {
    return switch (simpleName) {
      case "Option" -> Optional.of(LegacyNames.OURS + ".Option");
      case "Serializable" -> Optional.of("java.io.Serializable");
      default ->
          simpleName.matches("Tuple([2-9]|1[0-9]|2[0-2])")
              ? Optional.of(LegacyNames.OURS + "." + simpleName)
              : Optional.empty();
    };
  }
}
