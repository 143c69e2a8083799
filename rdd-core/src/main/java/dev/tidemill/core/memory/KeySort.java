package dev.tidemill.core.memory;

import dev.tidemill.Tuple2;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sorts pairs whose keys are in their own order. Each key is made into a number that orders as the
 * key does ({@link KeyNumbers}); these are sorted, byte by byte from the last to the first, and
 * touch no key. Only pairs whose numbers are equal without their keys having to be are compared.
 * Stable. With comparisons alone most of the time goes into fetching keys from all over the heap,
 * some twenty times each.
 */
public final class KeySort {
  // Below it the tables cost more than they save.
  private static final int FEWEST = 512;
  private static final int DIGIT_BITS = 8;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private KeySort() {}

  /**
   * @param order of the pairs; that of their keys or, if descending, its reverse
   */
  public static <T extends Tuple2<?, ?>> void sort(
      List<T> pairs, Comparator<? super T> order, boolean descending) {
    Optional<KeyNumbers> numbers = pairs.size() < FEWEST ? Optional.empty() : KeyNumbers.of(pairs);
    if (numbers.isEmpty()) {
      pairs.sort(order);
      return;
    }
    long[] byPlace = numbers.get().numbers();
    if (descending) {
      for (int i = 0; i < byPlace.length; i++) {
        byPlace[i] = ~byPlace[i];
      }
    }
    int[] places = sortedPlaces(byPlace);
    @SuppressWarnings("unchecked") // holds what the list held
    T[] sorted = (T[]) new Tuple2<?, ?>[places.length];
    for (int i = 0; i < places.length; i++) {
      sorted[i] = pairs.get(places[i]);
    }
    if (!numbers.get().areDecisive()) {
      sortEqual(sorted, byPlace, order);
    }
    for (int i = 0; i < sorted.length; i++) {
      pairs.set(i, sorted[i]);
    }
  }

  private static <T> void sortEqual(T[] sorted, long[] numbers, Comparator<? super T> order) {
    int from = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || numbers[i] != numbers[from]) {
        if (i - from > 1) {
          Arrays.sort(sorted, from, i, order);
        }
        from = i;
      }
    }
  }

  /** Sorts the numbers, and says from which place each has come. */
  private static int[] sortedPlaces(long[] numbers) {
    int n = numbers.length;
    int[] places = new int[n];
    Arrays.setAll(places, i -> i);
    long differing = 0;
    for (long number : numbers) {
      differing |= number ^ numbers[0];
    }
    long[] from = numbers;
    long[] to = new long[n];
    int[] placesTo = new int[n];
    for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
      if ((differing >>> shift & DIGITS - 1) == 0) {
        continue; // the same in all
      }
      int[] next = starts(from, shift);
      for (int i = 0; i < n; i++) {
        int at = next[(int) (from[i] >>> shift) & DIGITS - 1]++;
        to[at] = from[i];
        placesTo[at] = places[i];
      }
      long[] swap = from;
      from = to;
      to = swap;
      int[] swapPlaces = places;
      places = placesTo;
      placesTo = swapPlaces;
    }
    if (from != numbers) {
      System.arraycopy(from, 0, numbers, 0, n);
    }
    return places;
  }

  /** Where the numbers of each digit begin. */
  private static int[] starts(long[] numbers, int shift) {
    int[] starts = new int[DIGITS];
    for (long number : numbers) {
      starts[(int) (number >>> shift) & DIGITS - 1]++;
    }
    int sum = 0;
    for (int digit = 0; digit < DIGITS; digit++) {
      int count = starts[digit];
      starts[digit] = sum;
      sum += count;
    }
    return starts;
  }
}
