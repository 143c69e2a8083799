package dev.tidemill.core.text;

/** Makes text from outside fit for a message: one line, no control characters, not too long. */
public final class Printable {
  private static final int LONGEST = 200;

  private Printable() {}

  /** Values of user code too: one whose {@code toString} fails is shown by its class. */
  public static String text(Object value) {
    return cut(raw(value));
  }

  private static String raw(Object value) {
    try {
      return String.valueOf(value);
    } catch (RuntimeException | StackOverflowError failed) {
      return value.getClass().getName()
          + " (its toString threw "
          + failed.getClass().getName()
          + ")";
    }
  }

  private static String cut(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), LONGEST) + 16);
    for (int i = 0; i < text.length(); i++) {
      boolean pairWouldBeCut = i == LONGEST - 1 && Character.isHighSurrogate(text.charAt(i));
      if (i == LONGEST || (pairWouldBeCut && text.length() > LONGEST)) {
        return shown.append("... (").append(text.length()).append(" characters)").toString();
      }
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> shown.append("\\n");
        case '\r' -> shown.append("\\r");
        case '\t' -> shown.append("\\t");
        default -> {
          if (misleads(c)) {
            shown.append(String.format("\\u%04x", (int) c));
          } else {
            shown.append(c);
          }
        }
      }
    }
    return shown.toString();
  }

  /** Characters that break a line, or reorder or hide what stands beside them. */
  private static boolean misleads(char c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
