package dev.tidemill.dstream.source;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.streaming.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Datasets given by the program before the start, one or all of them for each batch. */
public final class QueueSource<T> implements StreamSource<T> {
  private final Deque<Plan<T>> waiting;
  private final boolean oneAtATime;
  private final Plan<T> whenEmpty;
  private final Map<Long, Plan<T>> allocated = new HashMap<>();

  /**
   * @param datasets copied: what is added to the list later is not seen (semantics section 8)
   * @param whenEmpty the dataset of a batch when none is left
   */
  public QueueSource(List<Plan<T>> datasets, boolean oneAtATime, Plan<T> whenEmpty) {
    this.waiting = new ArrayDeque<>(datasets);
    this.oneAtATime = oneAtATime;
    this.whenEmpty = whenEmpty;
  }

  @Override
  public String description() {
    return "queue";
  }

  @Override
  public void start(SourceContext context) {
    // Nothing to begin: everything is here already.
  }

  @Override
  public synchronized Allocation allocate(Time batch) {
    allocated.computeIfAbsent(batch.milliseconds(), time -> next());
    return new Allocation(Allocation.UNKNOWN, "");
  }

  private Plan<T> next() {
    if (waiting.isEmpty()) {
      return whenEmpty;
    }
    if (oneAtATime) {
      return waiting.poll();
    }
    Plan<T> all = Plans.union(new ArrayList<>(waiting));
    waiting.clear();
    return all;
  }

  @Override
  public synchronized Optional<Plan<T>> plan(Time batch) {
    return Optional.ofNullable(allocated.get(batch.milliseconds()));
  }

  @Override
  public synchronized void done(Time batch) {
    allocated.keySet().removeIf(time -> time <= batch.milliseconds());
  }

  @Override
  public void stop() {
    // Nothing comes in anyway.
  }
}
