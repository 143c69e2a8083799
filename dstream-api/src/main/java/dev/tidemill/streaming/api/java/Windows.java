package dev.tidemill.streaming.api.java;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.PairPlans;
import dev.tidemill.core.plan.Placement;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.dstream.graph.DerivedNode;
import dev.tidemill.dstream.graph.ReducedWindowNode;
import dev.tidemill.dstream.graph.WindowNode;
import dev.tidemill.dstream.graph.WindowSpec;
import dev.tidemill.dstream.window.WindowState.Functions;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.dstream.DStream;
import java.util.Optional;

/** Streams of windows, composed from two kinds of nodes. */
final class Windows {
  /** The key under which all records of a stream without keys are combined. */
  private static final Integer ALL = 0;

  private Windows() {}

  static <K, V> DStream<Tuple2<K, V>> reduced(
      String operator,
      DStream<Tuple2<K, V>> pairs,
      WindowSpec spec,
      Partitioner partitioner,
      Functions<K, V> functions) {
    pairs
        .context()
        .sparkContext()
        .functionCheck()
        .ifPresent(check -> functions.all().forEach(function -> check.task(operator, function)));
    boolean isWritten = functions.inverse().isPresent() || !pairs.node().isReplayable();
    DStream<Tuple2<K, V>> panes =
        isWritten ? combined(operator, pairs, partitioner, functions.combine()) : pairs;
    DStream<Tuple2<K, V>> window =
        new DStream<>(
            pairs.context(),
            new ReducedWindowNode<>(
                operator,
                panes.node(),
                spec,
                partitioner,
                functions,
                pairs.context().sparkContext().isolation()));
    if (isWritten) {
      window.node().comprises(panes.node());
    }
    return window;
  }

  /** What the window has of each batch: what a checkpoint keeps of it is no more than its keys. */
  private static <K, V> DStream<Tuple2<K, V>> combined(
      String operator,
      DStream<Tuple2<K, V>> pairs,
      Partitioner partitioner,
      Function2<V, V, V> combine) {
    return new DStream<>(
        pairs.context(),
        new DerivedNode<>(
            operator,
            pairs.node(),
            plan ->
                Plans.combineByKey(operator, plan, value -> value, combine, combine, partitioner)));
  }

  /** All records of a window as one, or none for no records. */
  static <T> DStream<T> reducedToOne(
      String operator,
      DStream<T> stream,
      WindowSpec spec,
      Function2<T, T, T> combine,
      Optional<Function2<T, T, T>> inverse) {
    DStream<Tuple2<Integer, T>> keyed =
        stream.derive(
            operator,
            plan -> new Mapped<>(operator, plan, record -> new Tuple2<>(ALL, record), false));
    Functions<Integer, T> functions = new Functions<>(combine, inverse, Optional.empty());
    DStream<Tuple2<Integer, T>> window =
        reduced(operator, keyed, spec, new HashPartitioner(1), functions);
    DStream<T> values =
        window.derive(operator, plan -> new Mapped<>(operator, plan, pair -> pair._2, false));
    values.node().comprises(window.node());
    values.node().comprises(keyed.node());
    return values;
  }

  static DStream<Long> counted(DStream<?> stream, WindowSpec spec) {
    DStream<Long> ones = ones(stream);
    DStream<Long> counts =
        reducedToOne(
            "countByWindow", ones, spec, Long::sum, Optional.of((all, left) -> all - left));
    counts.node().comprises(ones.node());
    return counts;
  }

  private static <T> DStream<Long> ones(DStream<T> stream) {
    return stream.derive(
        "countByWindow", plan -> new Mapped<>("countByWindow", plan, record -> 1L, false));
  }

  /** How often each record is in a window; those that are not in it have no count. */
  static <T> DStream<Tuple2<T, Long>> countedByValue(
      DStream<T> stream, WindowSpec spec, Partitioner partitioner) {
    String operator = "countByValueAndWindow";
    DStream<Tuple2<T, Long>> ones =
        stream.derive(
            operator,
            plan -> new Mapped<>(operator, plan, record -> new Tuple2<>(record, 1L), false));
    Function<Tuple2<T, Long>, Boolean> counted = pair -> pair._2 != 0;
    DStream<Tuple2<T, Long>> counts =
        reduced(
            operator,
            ones,
            spec,
            partitioner,
            new Functions<>(
                Long::sum, Optional.of((all, left) -> all - left), Optional.of(counted)));
    counts.node().comprises(ones.node());
    return counts;
  }

  /** Moves each batch once; a window then groups within partitions. */
  static <K, V> DStream<Tuple2<K, Iterable<V>>> grouped(
      DStream<Tuple2<K, V>> pairs, WindowSpec spec, Partitioner partitioner) {
    String operator = "groupByKeyAndWindow";
    DStream<Tuple2<K, V>> placed =
        pairs.derive(operator, plan -> Placement.placed(plan, partitioner));
    pairs.context().graph().persist(placed.node(), StorageLevel.MEMORY_ONLY());
    DStream<Tuple2<K, V>> window =
        new DStream<>(pairs.context(), new WindowNode<>(operator, placed.node(), spec));
    DStream<Tuple2<K, Iterable<V>>> groups =
        window.derive(operator, plan -> PairPlans.groupByKey(plan, partitioner));
    groups.node().comprises(window.node());
    groups.node().comprises(placed.node());
    return groups;
  }

  /** For functions without an inverse. */
  static <K, V> Functions<K, V> functions(Function2<V, V, V> combine) {
    return new Functions<>(combine, Optional.empty(), Optional.empty());
  }

  static <K, V> Functions<K, V> functions(Function2<V, V, V> combine, Function2<V, V, V> inverse) {
    return new Functions<>(combine, Optional.of(inverse), Optional.empty());
  }

  static <K, V> Functions<K, V> functions(
      Function2<V, V, V> combine,
      Function2<V, V, V> inverse,
      Function<Tuple2<K, V>, Boolean> filter) {
    return new Functions<>(combine, Optional.of(inverse), Optional.of(filter));
  }
}
