package dev.tidemill.streaming.api.java;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.PairPlans;
import dev.tidemill.core.plan.Placement;
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
    return new DStream<>(
        pairs.context(),
        new ReducedWindowNode<>(
            operator,
            pairs.node(),
            spec,
            partitioner,
            functions,
            pairs.context().sparkContext().isolation()));
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
    return reduced(operator, keyed, spec, new HashPartitioner(1), functions)
        .derive(operator, plan -> new Mapped<>(operator, plan, pair -> pair._2, false));
  }

  static DStream<Long> counted(DStream<?> stream, WindowSpec spec) {
    DStream<Long> ones = ones(stream);
    return reducedToOne(
        "countByWindow", ones, spec, Long::sum, Optional.of((all, left) -> all - left));
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
    return reduced(
        operator,
        ones,
        spec,
        partitioner,
        new Functions<>(Long::sum, Optional.of((all, left) -> all - left), Optional.of(counted)));
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
    return window.derive(operator, plan -> PairPlans.groupByKey(plan, partitioner));
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
