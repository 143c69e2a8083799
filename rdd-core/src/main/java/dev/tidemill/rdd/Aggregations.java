package dev.tidemill.rdd;

import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.engine.Records;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.plan.ZeroValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Actions that make one value of all records. */
public final class Aggregations {
  private Aggregations() {}

  /**
   * Each partition from a copy of the zero value, in the order of its records; then, from another
   * copy, the results in the order of the partitions. No two runs or partitions share a copy.
   */
  public static <T, U> U aggregate(
      String action, RDD<T> rdd, U zero, Function2<U, T, U> add, Function2<U, U, U> combine) {
    ZeroValue<U> zeros = ZeroValue.of(action, zero, rdd.context().codec());
    List<U> parts =
        PartitionResults.ofAll(
            action, rdd, (partition, records) -> aggregated(zeros.copy(), records, add));
    U result = zeros.copy();
    try {
      for (U part : parts) {
        result = combine.call(result, part);
      }
    } catch (Exception failed) {
      throw Sneaky.thrown(failed);
    }
    return result;
  }

  private static <T, U> U aggregated(U zero, Records<T> records, Function2<U, T, U> add)
      throws Exception {
    Held<U> held = new Held<>(zero);
    records.forEach(
        record -> {
          held.value = add.call(held.value, record);
          return true;
        });
    return held.value;
  }

  private static final class Held<U> {
    private U value;

    Held(U value) {
      this.value = value;
    }
  }

  /** How often each record is there. Null is counted like any other. */
  public static <T> Map<T, Long> countByValue(RDD<T> rdd) {
    List<Map<T, Long>> parts =
        PartitionResults.ofAll(
            "countByValue",
            rdd,
            (partition, records) -> {
              Map<T, Long> counts = new HashMap<>();
              records.forEach(
                  record -> {
                    counts.merge(record, 1L, Long::sum);
                    return true;
                  });
              return counts;
            });
    Map<T, Long> total = new HashMap<>();
    parts.forEach(part -> part.forEach((value, count) -> total.merge(value, count, Long::sum)));
    return total;
  }
}
