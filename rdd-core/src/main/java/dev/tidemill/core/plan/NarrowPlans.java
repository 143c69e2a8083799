package dev.tidemill.core.plan;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.FlatMapFunction2;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.plan.Narrow.Input;
import dev.tidemill.core.plan.Narrow.PartitionFunction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Operators over whole partitions that move nothing between them. */
public final class NarrowPlans {
  private NarrowPlans() {}

  /** A function over the records of each partition; if it keeps keys, they are still there. */
  public static <A, B> Plan<B> mapPartitions(
      Plan<A> parent, FlatMapFunction<Iterator<A>, B> function, boolean keepsKeys) {
    return mapPartitionsWithIndex(
        "mapPartitions", parent, (partition, records) -> function.call(records), keepsKeys);
  }

  /** The function is given the partition's number and its records, which it pulls as it likes. */
  public static <A, B> Plan<B> mapPartitionsWithIndex(
      String operator,
      Plan<A> parent,
      Function2<Integer, Iterator<A>, Iterator<B>> function,
      boolean keepsKeys) {
    PartitionFunction<B> checked =
        (partition, inputs, scope) ->
            answer(operator, function.call(partition, NarrowPlans.<A>input(inputs, 0)));
    return new Narrow<>(
        operator,
        List.of(parent),
        parent::partitionCount,
        partition -> List.of(new Input(0, partition)),
        Optional.of(checked),
        keepsKeys ? parent.partitioner() : Optional.empty());
  }

  /** Every partition as one list. */
  public static <T> Plan<List<T>> glom(Plan<T> parent) {
    return mapPartitionsWithIndex(
        "glom",
        parent,
        (partition, records) -> {
          List<T> list = new ArrayList<>();
          records.forEachRemaining(list::add);
          return List.of(list).iterator();
        },
        false);
  }

  /**
   * A function over the partitions of the same number of both. How many there are is looked at when
   * a job needs it.
   *
   * @throws IllegalArgumentException then, if the numbers differ
   */
  public static <A, B, C> Plan<C> zipPartitions(
      String operator,
      Plan<A> left,
      Plan<B> right,
      FlatMapFunction2<Iterator<A>, Iterator<B>, C> function) {
    PartitionFunction<C> checked =
        (partition, inputs, scope) ->
            answer(
                operator,
                function.call(NarrowPlans.<A>input(inputs, 0), NarrowPlans.<B>input(inputs, 1)));
    return new Narrow<>(
        operator,
        List.of(left, right),
        () -> equalCounts(operator, left.partitionCount(), right.partitionCount()),
        partition -> List.of(new Input(0, partition), new Input(1, partition)),
        Optional.of(checked),
        Optional.empty());
  }

  private static int equalCounts(String operator, int left, int right) {
    if (left != right) {
      throw new IllegalArgumentException(
          operator
              + ": Can't zip RDDs with unequal numbers of partitions: "
              + List.of(left, right)
              + "; give both the same number.");
    }
    return left;
  }

  /** The records of both, one to one; both must have as many in each partition. */
  public static <A, B> Plan<Tuple2<A, B>> zip(Plan<A> left, Plan<B> right) {
    return zipPartitions("zip", left, right, Zipped::new);
  }

  /**
   * Every record of the left with every one of the right: partition {@code l * rights + r} has
   * those of the partitions l and r, in the order of the left ones. Holds one partition of the
   * right in memory for each task, and reads each partition once for every one of the other side.
   *
   * @throws ArithmeticException when a job needs it, if there are too many partitions to count
   */
  public static <A, B> Plan<Tuple2<A, B>> cartesian(Plan<A> left, Plan<B> right) {
    PartitionFunction<Tuple2<A, B>> pairs =
        (partition, inputs, scope) ->
            new AllPairs<>(NarrowPlans.<A>input(inputs, 0), NarrowPlans.<B>input(inputs, 1));
    return new Narrow<>(
        "cartesian",
        List.of(left, right),
        () -> Math.multiplyExact(left.partitionCount(), right.partitionCount()),
        partition -> crossing(partition, right.partitionCount()),
        Optional.of(pairs),
        Optional.empty(),
        true);
  }

  private static List<Input> crossing(int partition, int rights) {
    return List.of(new Input(0, partition / rights), new Input(1, partition % rights));
  }

  private static <T> Iterator<T> answer(String operator, Iterator<T> records) {
    if (records == null) {
      throw new NullPointerException(
          "The function of "
              + operator
              + " returned null; return an empty iterator for no records.");
    }
    return records;
  }

  @SuppressWarnings("unchecked") // a node's parents have the types its function was made for
  private static <T> Iterator<T> input(List<Iterator<?>> inputs, int parent) {
    return (Iterator<T>) inputs.get(parent);
  }
}
