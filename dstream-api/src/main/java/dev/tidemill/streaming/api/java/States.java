package dev.tidemill.streaming.api.java;

import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.SparkContext;
import dev.tidemill.Tuple2;
import dev.tidemill.Tuple3;
import dev.tidemill.api.java.Optional;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.plan.LiveState;
import dev.tidemill.core.plan.StateOperator;
import dev.tidemill.dstream.graph.KeyedStateNode;
import dev.tidemill.dstream.graph.KeyedStateNode.Gives;
import dev.tidemill.dstream.state.MapWithState;
import dev.tidemill.dstream.state.StateLimit;
import dev.tidemill.dstream.state.StateSettings;
import dev.tidemill.dstream.state.Update;
import dev.tidemill.dstream.state.UpdateAll;
import dev.tidemill.dstream.state.UpdateState;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.dstream.DStream;
import dev.tidemill.streaming.dstream.MapWithStateDStream;
import dev.tidemill.streaming.dstream.MappedState;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Streams of states by key. */
final class States {
  private States() {}

  static <K, V, S, M> MapWithStateDStream<K, V, S, M> mapped(
      DStream<Tuple2<K, V>> pairs, MappedState<K, V, S, M> spec) {
    String operator = "mapWithState";
    SparkContext context = pairs.context().sparkContext();
    context.functionCheck().ifPresent(check -> check.task(operator, spec.function()));
    StateSettings settings = StateSettings.of(context.getConf());
    Partitioner partitioner =
        spec.partitioner().orElseGet(() -> new HashPartitioner(context.defaultParallelism()));
    MapWithState<K, V, S, M> steps =
        new MapWithState<>(
            spec.mapping(),
            spec.timeout(),
            settings.limit(spec.limit()),
            partitioner.numPartitions(),
            context.isolation());
    KeyedStateNode<K, V, M> node =
        new KeyedStateNode<>(
            operator,
            pairs.node(),
            partitioner,
            new LiveState<>(partitioner, steps, context.isolation()),
            spec.initialState().map(RDD::plan),
            Gives.RESULTS);
    if (settings.timeoutsAtCheckpoints()) {
      Set<Long> checkpoints = ConcurrentHashMap.newKeySet();
      node.noteCheckpoints(checkpoints);
      steps.timeOutOnlyAt(checkpoints);
    }
    return new MapWithStateDStream<>(pairs.context(), node);
  }

  /**
   * How the keys of a state are placed, and what it begins with.
   *
   * @param isRemembered whether readers are told
   */
  record Placed<K, S>(
      Partitioner partitioner,
      boolean isRemembered,
      java.util.Optional<RDD<Tuple2<K, S>>> initial) {
    Placed {
      requireValue("updateStateByKey", "partitioner", partitioner);
    }
  }

  /**
   * @param function as the program has given it
   * @param update calls it
   */
  static <K, V, S> JavaPairDStream<K, S> updated(
      DStream<Tuple2<K, V>> pairs, Object function, Update<K, V, S> update, Placed<K, S> placed) {
    SparkContext context = pairs.context().sparkContext();
    return updated(
        pairs,
        function,
        placed,
        new UpdateState<>(update, limit(context), partitions(placed), context.isolation()));
  }

  static <K, V, S> JavaPairDStream<K, S> updatedAtOnce(
      DStream<Tuple2<K, V>> pairs,
      Function<Iterator<Tuple3<K, List<V>, Optional<S>>>, Iterator<Tuple2<K, S>>> function,
      Placed<K, S> placed) {
    SparkContext context = pairs.context().sparkContext();
    return updated(
        pairs,
        function,
        placed,
        new UpdateAll<>(function, limit(context), partitions(placed), context.isolation()));
  }

  private static StateLimit limit(SparkContext context) {
    return StateSettings.of(context.getConf()).limit();
  }

  private static int partitions(Placed<?, ?> placed) {
    return placed.partitioner().numPartitions();
  }

  private static <K, V, S> JavaPairDStream<K, S> updated(
      DStream<Tuple2<K, V>> pairs,
      Object function,
      Placed<K, S> placed,
      StateOperator<?, Object, Tuple2<K, S>> steps) {
    String operator = "updateStateByKey";
    SparkContext context = pairs.context().sparkContext();
    context.functionCheck().ifPresent(check -> check.task(operator, function));
    return new JavaPairDStream<>(
        new DStream<>(
            pairs.context(),
            new KeyedStateNode<>(
                operator,
                pairs.node(),
                placed.partitioner(),
                new LiveState<>(placed.partitioner(), steps, context.isolation()),
                placed.initial().map(RDD::plan),
                placed.isRemembered() ? Gives.CONTENT : Gives.CONTENT_ANYWHERE)));
  }
}
