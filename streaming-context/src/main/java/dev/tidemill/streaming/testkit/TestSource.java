package dev.tidemill.streaming.testkit;

import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.NarrowPlans;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.streaming.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** What a {@link TestInput} was fed, batch by batch, and the failures that were ordered. */
final class TestSource<T> implements StreamSource<T> {
  private final Isolation isolation;
  // Ended and not allocated yet; empty for a batch without a dataset.
  private final Queue<Optional<List<List<T>>>> waiting = new ArrayDeque<>();
  private List<List<T>> filling = new ArrayList<>();
  private final Map<Long, Optional<List<List<T>>>> allocated = new HashMap<>();
  private final Map<Long, Queue<Exception>> allocationFailures = new HashMap<>();
  private final Map<Long, Exception> planningFailures = new HashMap<>();
  private final Map<Long, TaskFailures> taskFailures = new HashMap<>();
  private long lastAllocated = Long.MIN_VALUE;

  TestSource(Isolation isolation) {
    this.isolation = isolation;
  }

  synchronized void add(List<T> partition) {
    filling.add(partition);
  }

  synchronized void endBatch() {
    waiting.add(Optional.of(filling));
    filling = new ArrayList<>();
  }

  synchronized void endBatchWithoutDataset() {
    if (!filling.isEmpty()) {
      throw new IllegalStateException(
          "endBatchWithoutDataset: "
              + filling.size()
              + " partitions have been added to this batch; call endBatch() first.");
    }
    waiting.add(Optional.empty());
  }

  synchronized void failAllocation(Time batch, Exception failure) {
    requireToCome("failAllocation", batch);
    allocationFailures
        .computeIfAbsent(batch.milliseconds(), time -> new ArrayDeque<>())
        .add(failure);
  }

  synchronized void failPlanning(Time batch, Exception failure) {
    requireToCome("failPlanning", batch);
    planningFailures.put(batch.milliseconds(), failure);
  }

  synchronized void failTask(Time batch, int partition, Exception failure) {
    requireToCome("failTask", batch);
    taskFailures
        .computeIfAbsent(batch.milliseconds(), time -> TaskFailures.held())
        .add(partition, failure);
  }

  private void requireToCome(String call, Time batch) {
    if (batch.milliseconds() <= lastAllocated) {
      throw new IllegalStateException(
          call
              + ": batch "
              + batch
              + " has been allocated; order a failure before the step that runs the batch.");
    }
  }

  @Override
  public String description() {
    return "test input";
  }

  @Override
  public void start(SourceContext context) {
    // Nothing to begin: the test feeds it.
  }

  @Override
  public synchronized Allocation allocate(Time batch) throws Exception {
    Queue<Exception> failures = allocationFailures.get(batch.milliseconds());
    if (failures != null && !failures.isEmpty()) {
      throw failures.remove();
    }
    long records =
        allocated.computeIfAbsent(batch.milliseconds(), time -> next()).stream()
            .flatMap(List::stream)
            .mapToLong(List::size)
            .sum();
    lastAllocated = batch.milliseconds();
    return new Allocation(records, "");
  }

  private Optional<List<List<T>>> next() {
    if (waiting.isEmpty()) {
      endBatch();
    }
    return waiting.remove();
  }

  @Override
  public synchronized Optional<Plan<T>> plan(Time batch) {
    Exception failure = planningFailures.remove(batch.milliseconds());
    if (failure != null) {
      throw Sneaky.thrown(failure);
    }
    return allocated
        .getOrDefault(batch.milliseconds(), Optional.empty())
        .map(partitions -> plan(partitions, taskFailures.get(batch.milliseconds())));
  }

  private Plan<T> plan(List<List<T>> partitions, TaskFailures failures) {
    Plan<T> given = new Source<>(GivenData.ofPartitions(partitions, isolation));
    return failures == null
        ? given
        : NarrowPlans.mapPartitionsWithIndex(
            "testInput",
            given,
            (partition, records) -> new FailingRecords<>(records, partition, failures),
            true);
  }

  @Override
  public synchronized void done(Time batch) {
    long done = batch.milliseconds();
    allocated.keySet().removeIf(time -> time <= done);
    allocationFailures.keySet().removeIf(time -> time <= done);
    taskFailures.keySet().removeIf(time -> time <= done);
  }

  @Override
  public void stop() {
    // What was added until now can still be allocated, and nobody else adds.
  }
}
