package dev.tidemill.dstream.graph;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The datasets that a stream has had, as long as somebody may ask for them. Thread-safe. */
final class History<T> {
  private final NavigableMap<Long, Optional<Plan<T>>> plans = new TreeMap<>();

  /** What was computed for this time; empty if nothing was, or it is forgotten. */
  synchronized Optional<Optional<Plan<T>>> at(Time time) {
    return Optional.ofNullable(plans.get(time.milliseconds()));
  }

  synchronized void put(Time time, Optional<Plan<T>> plan) {
    plans.put(time.milliseconds(), plan);
  }

  /**
   * Forgets what is not younger than that.
   *
   * @return the datasets that are forgotten
   */
  synchronized List<Plan<T>> forget(Time last) {
    NavigableMap<Long, Optional<Plan<T>>> old = plans.headMap(last.milliseconds(), true);
    List<Plan<T>> forgotten = new ArrayList<>(old.size());
    old.values().forEach(plan -> plan.ifPresent(forgotten::add));
    old.clear();
    return forgotten;
  }

  synchronized int size() {
    return plans.size();
  }
}
