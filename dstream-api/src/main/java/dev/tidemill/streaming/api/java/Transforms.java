package dev.tidemill.streaming.api.java;

import dev.tidemill.SparkContext;
import dev.tidemill.api.java.JavaRDDLike;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.dstream.graph.CombinedNode;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.dstream.DStream;
import java.util.List;

/** Streams whose datasets a user's function makes on the planner's thread. */
final class Transforms {
  private Transforms() {}

  static <T, U> DStream<U> one(
      String operator,
      DStream<T> parent,
      Function2<RDD<T>, Time, ? extends JavaRDDLike<U, ?>> function) {
    SparkContext context = parent.context().sparkContext();
    return new DStream<>(
        parent.context(),
        new CombinedNode<>(
            operator,
            List.of(parent.node()),
            "Couldn't generate RDD from parent",
            (plans, time) -> {
              @SuppressWarnings("unchecked") // the only parent is this stream
              Plan<T> plan = (Plan<T>) plans.get(0);
              return result(operator, function.call(new RDD<>(context, plan), time), context, time);
            }));
  }

  private static <U> Plan<U> result(
      String operator, JavaRDDLike<U, ?> returned, SparkContext context, Time time) {
    if (returned == null) {
      throw new NullPointerException(
          "The function of "
              + operator
              + " returned null at time "
              + time
              + "; return an empty dataset (emptyRDD) for no records.");
    }
    if (returned.rdd().context() != context) {
      throw new IllegalStateException(
          "The function of "
              + operator
              + " returned a dataset of another context at time "
              + time
              + "; make it with the context of the dataset it was given.");
    }
    return returned.rdd().plan();
  }
}
