package dev.tidemill.porter;

import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.Node;
import java.util.Arrays;

/** A source, with the offset of every place that the parser names by line and column. */
final class SourceText {
  private final String text;
  private final int[] lineStarts;

  SourceText(String text) {
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[text.length() + 1];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean beforeFeed = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !beforeFeed)) {
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  String text() {
    return text;
  }

  int offset(Position position) {
    return lineStarts[position.line - 1] + position.column - 1;
  }

  int start(Range range) {
    return offset(range.begin);
  }

  /** Behind the last character. */
  int end(Range range) {
    return offset(range.end) + 1;
  }

  int start(Node node) {
    return start(rangeOf(node));
  }

  int end(Node node) {
    return end(rangeOf(node));
  }

  String of(Node node) {
    return text.substring(start(node), end(node));
  }

  static int line(Node node) {
    return rangeOf(node).begin.line;
  }

  private static Range rangeOf(Node node) {
    return node.getRange()
        .orElseThrow(
            () -> new IllegalStateException("No place for " + node + "; it was not parsed."));
  }
}
