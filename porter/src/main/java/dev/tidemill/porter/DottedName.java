package dev.tidemill.porter;

import com.github.javaparser.JavaToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A name with dots as it stands in the code, told from the tokens: the tree has a dozen forms for
 * it, tokens have one.
 *
 * @param parts the tokens of its parts
 * @param asterisk whether {@code .*} follows
 */
record DottedName(List<JavaToken> parts, boolean asterisk) {
  /** The longest one that begins at a token, if that is the first part of a name. */
  static Optional<DottedName> at(JavaToken first) {
    if (!isName(first) || follows(first, ".")) {
      return Optional.empty();
    }
    List<JavaToken> parts = new ArrayList<>();
    parts.add(first);
    JavaToken next = next(first);
    while (next != null && next.getText().equals(".")) {
      JavaToken part = next(next);
      if (part == null || !isName(part)) {
        return Optional.of(
            new DottedName(List.copyOf(parts), part != null && part.getText().equals("*")));
      }
      parts.add(part);
      next = next(part);
    }
    return Optional.of(new DottedName(List.copyOf(parts), false));
  }

  private static boolean isName(JavaToken token) {
    return token.getCategory().isIdentifier();
  }

  private static boolean follows(JavaToken token, String text) {
    JavaToken before = token.getPreviousToken().orElse(null);
    while (before != null && before.getCategory().isWhitespaceOrComment()) {
      before = before.getPreviousToken().orElse(null);
    }
    return before != null && before.getText().equals(text);
  }

  private static JavaToken next(JavaToken token) {
    JavaToken next = token.getNextToken().orElse(null);
    while (next != null && next.getCategory().isWhitespaceOrComment()) {
      next = next.getNextToken().orElse(null);
    }
    return next;
  }

  int size() {
    return parts.size();
  }

  JavaToken part(int index) {
    return parts.get(index);
  }

  /** The first parts as one text. */
  String first(int count) {
    StringBuilder text = new StringBuilder();
    for (JavaToken part : parts.subList(0, count)) {
      text.append(text.isEmpty() ? "" : ".").append(part.getText());
    }
    return text.toString();
  }

  boolean startsWith(String name) {
    int count = name.split("\\.").length;
    return count <= size() && first(count).equals(name);
  }
}
