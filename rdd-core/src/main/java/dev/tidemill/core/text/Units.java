package dev.tidemill.core.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times and sizes as people write them in settings: {@code 200ms}, {@code 1m}, {@code 4g}.
 */
public final class Units {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(-?[0-9]+)\\s*([a-zA-Z]*)");

  // Stands for a thousandth, the one unit that is less than what we count in.
  private static final long MICROSECONDS = 0;

  private static final Map<String, Long> MILLIS = new LinkedHashMap<>();
  private static final Map<String, Long> BYTES = new LinkedHashMap<>();

  static {
    MILLIS.put("us", MICROSECONDS);
    MILLIS.put("ms", 1L);
    MILLIS.put("s", 1000L);
    MILLIS.put("m", 60_000L);
    MILLIS.put("min", 60_000L);
    MILLIS.put("h", 3_600_000L);
    MILLIS.put("d", 86_400_000L);
    String prefixes = "kmgtp";
    BYTES.put("b", 1L);
    for (int i = 0; i < prefixes.length(); i++) {
      long factor = 1L << (10 * (i + 1));
      BYTES.put(prefixes.substring(i, i + 1), factor);
      BYTES.put(prefixes.substring(i, i + 1) + "b", factor);
    }
  }

  private Units() {}

  /**
   * Milliseconds from a text.
   *
   * @param what names the setting in the error
   * @param defaultUnit the unit of a bare number, such as {@code ms}
   */
  public static long millis(String what, String text, String defaultUnit) {
    return parse(what, text, defaultUnit, MILLIS, "a time such as 500ms, 10s, 2m or 1h");
  }

  /** Bytes from a text; see {@link #millis}. */
  public static long bytes(String what, String text, String defaultUnit) {
    return parse(what, text, defaultUnit, BYTES, "a size such as 512k, 64m or 2g");
  }

  private static long parse(
      String what, String text, String defaultUnit, Map<String, Long> units, String example) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text.trim());
    if (matcher.matches()) {
      String unit = matcher.group(2).isEmpty() ? defaultUnit : matcher.group(2);
      Long factor = units.get(unit.toLowerCase(Locale.ROOT));
      if (factor != null) {
        try {
          long number = Long.parseLong(matcher.group(1));
          return factor == MICROSECONDS ? number / 1000 : Math.multiplyExact(number, factor);
        } catch (NumberFormatException | ArithmeticException tooLarge) {
          throw refuse(what, text, units, example + ", below 2^63", tooLarge);
        }
      }
    }
    throw refuse(what, text, units, example, null);
  }

  private static IllegalArgumentException refuse(
      String what, String text, Map<String, Long> units, String example, Throwable cause) {
    return new IllegalArgumentException(
        String.format(
            "%s is \"%s\"; expected %s (units: %s).",
            what, Printable.text(text), example, String.join(", ", units.keySet())),
        cause);
  }
}
