package dev.tidemill.porter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs that live in packages of the legacy engine. */
final class OwnTypes {
  private static final Pattern PACKAGE =
      Pattern.compile("(?m)^\\s*package\\s+(org\\.apache\\.spark[\\w.]*)\\s*;");

  private OwnTypes() {}

  /** The full name of a file's main type, if it begins as the legacy engine's types do. */
  static Optional<String> of(String fileName, String source) {
    Matcher matcher = PACKAGE.matcher(source);
    return matcher.find()
        ? Optional.of(matcher.group(1) + "." + fileName.replaceFirst("\\.java$", ""))
        : Optional.empty();
  }
}
