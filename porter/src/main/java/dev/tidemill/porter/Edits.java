package dev.tidemill.porter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements in a text, gathered in any order and applied at once. They never overlap. */
final class Edits {
  private record Edit(int start, int end, String text) {}

  private final List<Edit> edits = new ArrayList<>();

  void insert(int at, String text) {
    replace(at, at, text);
  }

  void replace(int start, int end, String text) {
    edits.add(new Edit(start, end, text));
  }

  void delete(int start, int end) {
    replace(start, end, "");
  }

  /** Whether a replacement takes this character away. */
  boolean covers(int offset) {
    return edits.stream().anyMatch(edit -> edit.start <= offset && offset < edit.end);
  }

  String applyTo(String text) {
    if (edits.isEmpty()) {
      return text;
    }
    // Stable, so what is inserted at one place stays in its order.
    edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
    StringBuilder result = new StringBuilder(text.length() + 256);
    int done = 0;
    for (Edit edit : edits) {
      if (edit.start < done) {
        throw new IllegalStateException(
            "Two rules change the text at offset " + edit.start + ": " + edits);
      }
      result.append(text, done, edit.start).append(edit.text);
      done = edit.end;
    }
    return result.append(text, done, text.length()).toString();
  }
}
