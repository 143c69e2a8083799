package dev.tidemill.streaming.api.java;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.dstream.graph.CombinedNode;
import dev.tidemill.streaming.dstream.DStream;
import java.util.List;

/** Streams side by side. */
final class Unions {
  private Unions() {}

  @SuppressWarnings("unchecked") // every parent is a stream of T
  static <T> DStream<T> of(List<DStream<T>> streams) {
    return new DStream<>(
        streams.get(0).context(),
        new CombinedNode<>(
            "union",
            streams.stream().map(DStream::node).toList(),
            "Could not generate RDD from a parent for unifying",
            (plans, time) -> Plans.union(plans.stream().map(plan -> (Plan<T>) plan).toList())));
  }
}
