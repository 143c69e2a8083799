package dev.tidemill.core.error;

/** Refuses wrong arguments at the call that is wrong: which call, which argument, what to pass. */
public final class Arguments {
  private Arguments() {}

  /**
   * @throws NullPointerException if the function is null
   */
  public static void requireFunction(String operator, Object function) {
    if (function == null) {
      throw new NullPointerException(operator + " needs a function; it is null.");
    }
  }

  /**
   * @throws NullPointerException if the value is null
   */
  public static <T> T requireValue(String call, String argument, T value) {
    if (value == null) {
      throw new NullPointerException(call + ": " + argument + " is null.");
    }
    return value;
  }

  /**
   * @throws IllegalArgumentException if the value is below 1
   */
  public static void requirePositive(String call, String argument, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          call + ": " + argument + " is " + value + "; use 1 or more.");
    }
  }

  /**
   * @throws IllegalArgumentException if the value is below 0
   */
  public static void requireNotNegative(String call, String argument, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          call + ": " + argument + " is " + value + "; use 0 or more.");
    }
  }

  /**
   * @throws IllegalArgumentException if the text is null or blank
   */
  public static String requireText(String call, String argument, String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(
          call + ": " + argument + " is " + (text == null ? "null" : "empty") + ".");
    }
    return text;
  }
}
