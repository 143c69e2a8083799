package dev.tidemill.dstream.graph;

import dev.tidemill.SparkContext;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The datasets that a stream has had, as long as somebody may ask for them. Thread-safe. */
final class History<T> {
  private static final class Entry<T> {
    final Optional<Plan<T>> plan;
    // What programs see of the plan; null until somebody asks.
    RDD<T> dataset;

    Entry(Optional<Plan<T>> plan) {
      this.plan = plan;
    }
  }

  private final NavigableMap<Long, Entry<T>> entries = new TreeMap<>();

  /** What was computed for this time; empty if nothing was, or it is forgotten. */
  synchronized Optional<Optional<Plan<T>>> at(Time time) {
    return Optional.ofNullable(entries.get(time.milliseconds())).map(entry -> entry.plan);
  }

  synchronized void put(Time time, Optional<Plan<T>> plan) {
    entries.put(time.milliseconds(), new Entry<>(plan));
  }

  /** One and the same object for a plan as long as it is remembered, however often it is asked. */
  synchronized RDD<T> dataset(SparkContext context, Plan<T> plan, Time time) {
    Entry<T> entry = entries.get(time.milliseconds());
    if (entry == null || entry.plan.orElse(null) != plan) {
      return new RDD<>(context, plan);
    }
    if (entry.dataset == null) {
      entry.dataset = new RDD<>(context, plan);
    }
    return entry.dataset;
  }

  /**
   * Forgets what is not younger than that.
   *
   * @return the datasets that are forgotten
   */
  synchronized List<Plan<T>> forget(Time last) {
    NavigableMap<Long, Entry<T>> old = entries.headMap(last.milliseconds(), true);
    List<Plan<T>> forgotten = new ArrayList<>(old.size());
    old.values().forEach(entry -> entry.plan.ifPresent(forgotten::add));
    old.clear();
    return forgotten;
  }

  synchronized int size() {
    return entries.size();
  }
}
