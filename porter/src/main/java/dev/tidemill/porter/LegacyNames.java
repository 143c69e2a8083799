package dev.tidemill.porter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The types that are there under both prefixes. A type is named by what follows the prefix, so that
 * rules treat a program whose prefixes somebody has replaced already like any other.
 */
final class LegacyNames {
  static final String LEGACY = "org.apache.spark";
  static final String OURS = "dev.tidemill";
  static final String GUAVA_OPTIONAL = "com.google.common.base.Optional";

  /** Types of the 1.x dialect that rules replace by others. */
  static final String CONTEXT_FACTORY = "streaming.api.java.JavaStreamingContextFactory";

  static final String ACCUMULATOR = "Accumulator";

  private static final Set<String> REPLACED = Set.of(CONTEXT_FACTORY, ACCUMULATOR);
  private static final Set<String> TYPES = read();
  private static final Set<String> PACKAGES =
      TYPES.stream().map(LegacyNames::packageOf).collect(Collectors.toSet());

  private LegacyNames() {}

  private static Set<String> read() {
    try (InputStream in = LegacyNames.class.getResourceAsStream("types.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new HashSet<>(text.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("The list of types in the porter's jar cannot be read.", e);
    }
  }

  static boolean isType(String name) {
    return TYPES.contains(name);
  }

  /** Also those of the 1.x dialect that rules know. */
  static boolean isUnderstood(String name) {
    return TYPES.contains(name) || REPLACED.contains(name);
  }

  static boolean isPackage(String name) {
    return PACKAGES.contains(name);
  }

  static Set<String> types() {
    return TYPES;
  }

  private static String packageOf(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  /** What follows the prefix, if the name has one; empty text for the prefix alone. */
  static Optional<String> afterPrefix(String name) {
    for (String prefix : new String[] {LEGACY, OURS}) {
      if (name.equals(prefix)) {
        return Optional.of("");
      }
      if (name.startsWith(prefix + ".")) {
        return Optional.of(name.substring(prefix.length() + 1));
      }
    }
    return Optional.empty();
  }
}
