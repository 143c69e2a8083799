package dev.tidemill.core.error;

/** Refuses wrong arguments at the call that is wrong: which call, which argument, what to pass. */
public final class Arguments {
  public static final int MOST_PARTITIONS = 100_000;
  private static final int MOST_COPIES = 1_000_000;

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
   * @throws IllegalArgumentException if the value is null
   */
  public static <T> T requireValue(String call, String argument, T value) {
    if (value == null) {
      throw new IllegalArgumentException(call + ": " + argument + " is null.");
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
   * More partitions than {@link #MOST_PARTITIONS} are taken for a mistake: their bookkeeping alone
   * would not fit the memory.
   *
   * @throws IllegalArgumentException if the number is below 1 or above the limit
   */
  public static void requirePartitions(String call, String argument, int partitions) {
    if (partitions < 1 || partitions > MOST_PARTITIONS) {
      throw new IllegalArgumentException(
          call + ": " + argument + " is " + partitions + "; use 1 to " + MOST_PARTITIONS + ".");
    }
  }

  /**
   * @throws NullPointerException if there is no pair, which a function of the program has made
   */
  public static <T> T requirePair(String operator, T pair) {
    if (pair == null) {
      throw new NullPointerException(
          operator + " got null instead of a pair; return a Tuple2 from the function before it.");
    }
    return pair;
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

  /**
   * @throws IllegalArgumentException if the value is below 0, above the largest, or not a number
   */
  public static void requireBetween(String call, String argument, double value, double largest) {
    if (!(value >= 0 && value <= largest)) {
      throw new IllegalArgumentException(
          call + ": " + argument + " is " + value + "; use 0 to " + largest + ".");
    }
  }

  /**
   * Checks the share of a sample. The limit with replacement is where drawing how often a record
   * comes would take longer than anyone waits.
   *
   * @throws IllegalArgumentException if the fraction is below 0, above 1 (or, with replacement,
   *     above the limit), or not a number
   */
  public static void requireFraction(String call, boolean withReplacement, double fraction) {
    if (!(fraction >= 0 && fraction <= (withReplacement ? MOST_COPIES : 1))) {
      throw new IllegalArgumentException(
          call
              + ": fraction is "
              + fraction
              + "; use 0 to "
              + (withReplacement ? MOST_COPIES + "." : "1, or choose with replacement."));
    }
  }
}
