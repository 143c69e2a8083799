package dev.tidemill.streaming.dstream;

import dev.tidemill.api.java.JavaRDDLike;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.api.java.function.Function3;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.dstream.graph.CombinedNode;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Streams made of the datasets of one or several streams at once; for the engine's own modules. A
 * batch in which one of them has no dataset fails. Streams of different slides or contexts are
 * refused by an IllegalArgumentException.
 */
public final class CombinedDStreams {
  private static final String FOR_UNION = "Could not generate RDD from a parent for unifying";
  private static final String FOR_TRANSFORM = "Couldn't generate RDD from parent";

  private CombinedDStreams() {}

  /** All partitions side by side, or together if all are placed alike; at least one stream. */
  @SuppressWarnings("unchecked") // every parent is a stream of T
  public static <T> DStream<T> union(List<DStream<T>> streams) {
    return combined(
        "union",
        streams,
        FOR_UNION,
        (plans, time) -> Plans.union(plans.stream().map(plan -> (Plan<T>) plan).toList()));
  }

  @SuppressWarnings("unchecked") // the only parent is a stream of A
  public static <A, U> DStream<U> of(
      String operator, DStream<A> stream, Function<Plan<A>, Plan<U>> function) {
    return combined(
        operator,
        List.of(stream),
        FOR_TRANSFORM,
        (plans, time) -> function.apply((Plan<A>) plans.get(0)));
  }

  @SuppressWarnings("unchecked") // the parents are the streams, in this order
  public static <A, B, U> DStream<U> of(
      String operator,
      DStream<A> left,
      DStream<B> right,
      BiFunction<Plan<A>, Plan<B>, Plan<U>> function) {
    return combined(
        operator,
        List.of(left, right),
        FOR_TRANSFORM,
        (plans, time) -> function.apply((Plan<A>) plans.get(0), (Plan<B>) plans.get(1)));
  }

  /** The function is the program's. It runs on the thread that plans batches, once a batch. */
  @SuppressWarnings("unchecked") // the only parent is a stream of A
  public static <A, U> DStream<U> transformed(
      String operator,
      DStream<A> stream,
      Function2<RDD<A>, Time, ? extends JavaRDDLike<U, ?>> function) {
    return transformed(
        operator,
        List.of(stream),
        (datasets, time) -> function.call((RDD<A>) datasets.get(0), time));
  }

  /** As above. */
  @SuppressWarnings("unchecked") // the parents are the streams, in this order
  public static <A, B, U> DStream<U> transformed(
      String operator,
      DStream<A> left,
      DStream<B> right,
      Function3<RDD<A>, RDD<B>, Time, ? extends JavaRDDLike<U, ?>> function) {
    return transformed(
        operator,
        List.of(left, right),
        (datasets, time) ->
            function.call((RDD<A>) datasets.get(0), (RDD<B>) datasets.get(1), time));
  }

  /** As above; the function gets the datasets in the order of the streams, at least one. */
  public static <U> DStream<U> transformed(
      String operator,
      List<? extends DStream<?>> streams,
      Function2<List<RDD<?>>, Time, ? extends JavaRDDLike<U, ?>> function) {
    List<DStream<?>> parents = List.copyOf(streams);
    StreamingContext ssc = parents.get(0).context();
    String maker = "The function of " + operator;
    return combined(
        operator,
        parents,
        FOR_TRANSFORM,
        (plans, time) -> {
          List<RDD<?>> datasets = new ArrayList<>(plans.size());
          for (int i = 0; i < plans.size(); i++) {
            datasets.add(dataset(parents.get(i), plans.get(i), time));
          }
          JavaRDDLike<U, ?> made = function.call(datasets, time);
          if (made == null) {
            throw new NullPointerException(
                maker
                    + " returned null at time "
                    + time
                    + "; return an empty dataset (emptyRDD) for no records.");
          }
          return ProgramDatasets.plan(maker, made.rdd(), ssc, time);
        });
  }

  @SuppressWarnings("unchecked") // the plan is one of the stream
  private static <T> RDD<T> dataset(DStream<T> stream, Plan<?> plan, Time time) {
    return stream.dataset((Plan<T>) plan, time);
  }

  private static <U> DStream<U> combined(
      String operator,
      List<? extends DStream<?>> streams,
      String complaint,
      CombinedNode.Combine<U> function) {
    return new DStream<>(
        streams.get(0).context(),
        new CombinedNode<>(
            operator, streams.stream().map(DStream::node).toList(), complaint, function));
  }
}
