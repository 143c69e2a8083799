package dev.tidemill.dstream.source;

import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.core.plan.Source;
import dev.tidemill.streaming.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Datasets given by the program before the start, one or all of them for each batch. */
public final class QueueSource<T> implements StreamSource<T> {
  private static final Logger LOG = LoggerFactory.getLogger(QueueSource.class);

  /** What a batch was given. */
  private record Given<T>(Plan<T> plan, long records) {}

  private final Deque<Plan<T>> waiting;
  private final boolean oneAtATime;
  private final Plan<T> whenEmpty;
  private final Map<Long, Given<T>> allocated = new HashMap<>();

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
    if (context.goesOn()) {
      LOG.warn(
          "queueStream doesn't support checkpointing: a later process has the queue from its begin,"
              + " and cannot go on if a batch of this one is not over.");
    }
  }

  @Override
  public synchronized long restore(Time batch, boolean needed, RestoredAllocation restored) {
    if (needed && !restored.isNothing()) {
      throw new IllegalStateException(
          "queueStream doesn't support checkpointing: batch "
              + batch
              + " is not over, and what the queue gave to it died with its process; begin anew in"
              + " another checkpoint directory.");
    }
    allocated.put(
        batch.milliseconds(), new Given<>(new Source<>(GivenData.ofPartitions(List.of())), 0));
    return 0;
  }

  @Override
  public synchronized Allocation allocate(Time batch) {
    Given<T> given = allocated.computeIfAbsent(batch.milliseconds(), time -> next());
    return new Allocation(given.records(), "");
  }

  private Given<T> next() {
    if (waiting.isEmpty()) {
      return new Given<>(whenEmpty, KnownRecords.of(whenEmpty));
    }
    if (oneAtATime) {
      Plan<T> one = waiting.poll();
      return new Given<>(one, KnownRecords.of(one));
    }
    List<Plan<T>> all = new ArrayList<>(waiting);
    waiting.clear();
    return new Given<>(Plans.union(all), KnownRecords.of(all));
  }

  @Override
  public synchronized Optional<Plan<T>> plan(Time batch) {
    return Optional.ofNullable(allocated.get(batch.milliseconds())).map(Given::plan);
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
