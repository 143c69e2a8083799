package dev.tidemill.core.memory;

import dev.tidemill.Tuple2;
import java.util.List;
import java.util.Optional;

/**
 * A number for each key that orders, unsigned, as the keys do. Of texts it is made of the
 * characters after those that all have in common, as many as go into it.
 *
 * @param numbers by place
 * @param areDecisive whether equal numbers mean equal keys; else those are to be compared
 */
record KeyNumbers(long[] numbers, boolean areDecisive) {
  private static final int LATIN_BITS = 8;

  /** Of one pair or more. Empty if the keys are not all texts, or all Integer, or all Long. */
  static Optional<KeyNumbers> of(List<? extends Tuple2<?, ?>> pairs) {
    Object first = pairs.get(0)._1;
    if (first instanceof String text) {
      return ofTexts(pairs, text);
    }
    if (first instanceof Integer || first instanceof Long) {
      return ofWholeNumbers(pairs, first.getClass());
    }
    return Optional.empty();
  }

  private static Optional<KeyNumbers> ofWholeNumbers(
      List<? extends Tuple2<?, ?>> pairs, Class<?> type) {
    long[] numbers = new long[pairs.size()];
    for (int i = 0; i < numbers.length; i++) {
      Object key = pairs.get(i)._1;
      if (key == null || key.getClass() != type) {
        return Optional.empty();
      }
      numbers[i] = ((Number) key).longValue() ^ Long.MIN_VALUE;
    }
    return Optional.of(new KeyNumbers(numbers, true));
  }

  private static Optional<KeyNumbers> ofTexts(List<? extends Tuple2<?, ?>> pairs, String first) {
    int common = first.length();
    int longest = 0;
    for (int i = 0; i < pairs.size(); i++) {
      if (!(pairs.get(i)._1 instanceof String text)) {
        return Optional.empty();
      }
      longest = Math.max(longest, text.length());
      common = common(first, text, common);
    }
    KeyNumbers latin = ofTexts(pairs, common, longest, LATIN_BITS);
    return Optional.of(latin != null ? latin : ofTexts(pairs, common, longest, Character.SIZE));
  }

  private static int common(String a, String b, int most) {
    int end = Math.min(most, b.length());
    int same = 0;
    while (same < end && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return same;
  }

  /** Null if there is a character that takes more bits. */
  private static KeyNumbers ofTexts(
      List<? extends Tuple2<?, ?>> pairs, int from, int longest, int bits) {
    int most = Long.SIZE / bits;
    boolean hasZero = false;
    long[] numbers = new long[pairs.size()];
    for (int i = 0; i < numbers.length; i++) {
      String text = (String) pairs.get(i)._1;
      int end = Math.min(text.length(), from + most);
      long number = 0;
      for (int at = from; at < end; at++) {
        char character = text.charAt(at);
        if (character >>> bits != 0) {
          return null;
        }
        hasZero |= character == 0;
        number = number << bits | character;
      }
      int missing = most - Math.max(0, end - from);
      // Two shifts, since one by all bits would be none.
      numbers[i] = number << (missing * bits) / 2 << (missing * bits + 1) / 2;
    }
    // What is not there counts as zeros, so with zeros in them different texts may look equal.
    return new KeyNumbers(numbers, longest - from <= most && !hasZero);
  }
}
