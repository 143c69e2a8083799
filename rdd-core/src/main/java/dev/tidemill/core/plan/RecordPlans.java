package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import java.util.List;

/**
 * Operators that compare whole records. Equal records are brought into one partition by making each
 * the key of a pair; what has no useful equality (an array) is refused there.
 */
public final class RecordPlans {
  private RecordPlans() {}

  /** Every record that both datasets have, once. */
  public static <T> Plan<T> intersection(Plan<T> one, Plan<T> other, Partitioner partitioner) {
    Plan<Tuple2<T, Groups>> groups =
        PairPlans.cogroup(List.of(asKeys(one), asKeys(other)), partitioner);
    return first(new Filtered<>("intersection", groups, pair -> pair._2.has(0) && pair._2.has(1)));
  }

  /** The records that the other dataset has not, in order. Holds the other's records. */
  public static <T> Plan<T> subtract(Plan<T> records, Plan<T> other, Partitioner partitioner) {
    return first(PairPlans.subtractByKey(asKeys(records), asKeys(other), partitioner));
  }

  /** Every record once, at its first place within its partition. */
  public static <T> Plan<T> distinct(Plan<T> records, Partitioner partitioner) {
    return first(
        Plans.combineByKey(
            "distinct", asKeys(records), v -> v, (a, b) -> a, (a, b) -> a, partitioner));
  }

  /** Every record once, none moved: for datasets whose equal records share a partition. */
  public static <T> Plan<T> distinctWithin(Plan<T> records) {
    // All are read before the first is given, since functions may change what they are given.
    Plan<Tuple2<T, Boolean>> once =
        Plans.overPartitions(
            "distinct",
            asKeys(records),
            new Combining<T, Boolean, Boolean>(v -> v, (a, b) -> a),
            records.partitioner());
    return new Mapped<>("distinct", once, pair -> pair._1, true);
  }

  private static <T> Plan<Tuple2<T, Boolean>> asKeys(Plan<T> records) {
    return new Mapped<>("keys of records", records, record -> new Tuple2<>(record, true), false);
  }

  private static <T> Plan<T> first(Plan<? extends Tuple2<T, ?>> pairs) {
    @SuppressWarnings("unchecked") // only keys are read
    Plan<Tuple2<T, Object>> keyed = (Plan<Tuple2<T, Object>>) (Plan<?>) pairs;
    return new Mapped<>("keys", keyed, pair -> pair._1, false);
  }
}
