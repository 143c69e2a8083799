package dev.tidemill.streaming.testkit;

import dev.tidemill.streaming.Time;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares batches with what was expected of them. */
final class BatchComparison {
  private final boolean anyOrder;

  private BatchComparison(boolean anyOrder) {
    this.anyOrder = anyOrder;
  }

  static BatchComparison exactly() {
    return new BatchComparison(false);
  }

  /**
   * The order of the batches counts, that of their records does not; how often each occurs does.
   */
  static BatchComparison inAnyOrder() {
    return new BatchComparison(true);
  }

  /**
   * @param times of the actual batches
   * @throws AssertionError naming the first batch that differs
   */
  <T> void compare(List<List<T>> expected, List<List<T>> actual, List<Time> times) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      if (!same(expected.get(i), actual.get(i))) {
        throw new AssertionError(
            "Batch "
                + times.get(i)
                + " (number "
                + (i + 1)
                + "): expected "
                + expected.get(i)
                + (anyOrder ? " in any order" : "")
                + ", got "
                + actual.get(i)
                + ".");
      }
    }
    if (expected.size() != actual.size()) {
      throw new AssertionError(
          "Expected " + expected.size() + " batches, got " + actual.size() + ": " + actual + ".");
    }
  }

  /**
   * Compares every run of a batch that was run again with its last one.
   *
   * @throws AssertionError naming the first that differs
   */
  <T> void compareRepeated(TestOutput<T> output) {
    List<Time> times = output.times();
    for (TestOutput.Replaced<T> earlier : output.replaced()) {
      List<T> last = output.batches().get(times.indexOf(earlier.time()));
      if (!same(last, earlier.records())) {
        throw new AssertionError(
            "Batch "
                + earlier.time()
                + " was run again and gave something else: first "
                + earlier.records()
                + ", then "
                + last
                + ".");
      }
    }
  }

  private <T> boolean same(List<T> expected, List<T> actual) {
    return anyOrder ? counts(expected).equals(counts(actual)) : expected.equals(actual);
  }

  private static <T> Map<T, Integer> counts(List<T> records) {
    Map<T, Integer> counts = new HashMap<>();
    records.forEach(record -> counts.merge(record, 1, Integer::sum));
    return counts;
  }
}
