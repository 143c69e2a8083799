package dev.tidemill.streaming.testkit;

import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.NarrowPlans;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.dstream.source.SourceRecord;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.streaming.Time;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/** What a {@link TestInput} was fed, batch by batch, and the failures that were ordered. */
final class TestSource<T> implements StreamSource<T> {
  private final Isolation isolation;
  private static final int NOTHING = -1;

  // What was fed; another process is given the same again, and goes on at its place.
  private final TestFeed<T> feed;
  private int next;
  private final Map<Long, Integer> allocated = new HashMap<>();
  private final Map<Long, Queue<Exception>> allocationFailures = new HashMap<>();
  private final Map<Long, Exception> planningFailures = new HashMap<>();
  private final Map<Long, TaskFailures> taskFailures = new HashMap<>();
  private long lastAllocated = Long.MIN_VALUE;

  TestSource(TestFeed<T> feed, Isolation isolation) {
    this.feed = feed;
    this.isolation = isolation;
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
    int number = allocated.computeIfAbsent(batch.milliseconds(), time -> next++);
    lastAllocated = batch.milliseconds();
    return new Allocation(records(number), "")
        .replayedBy(new SourceRecord(Map.of("number", (long) number)));
  }

  private long records(int number) {
    return feed.batch(number).stream().flatMap(List::stream).mapToLong(List::size).sum();
  }

  @Override
  public boolean replays() {
    return feed.replays();
  }

  @Override
  public synchronized Supplier<SourceRecord> position() {
    SourceRecord position = new SourceRecord(Map.of("next", (long) next));
    return () -> position;
  }

  @Override
  public synchronized void restorePosition(SourceRecord position) {
    next = ((Long) position.values().get("next")).intValue();
  }

  @Override
  public synchronized void follow(RestoredAllocation restored) {
    next = number(restored) + 1;
  }

  @Override
  public synchronized long restore(Time batch, boolean needed, RestoredAllocation restored) {
    boolean comesAgain = !restored.isNothing() && (needed || feed.replays());
    allocated.put(batch.milliseconds(), comesAgain ? number(restored) : NOTHING);
    return 0;
  }

  private static int number(RestoredAllocation restored) {
    return ((Long) restored.replay().orElseThrow().values().get("number")).intValue();
  }

  @Override
  public synchronized Optional<Plan<T>> plan(Time batch) {
    Exception failure = planningFailures.remove(batch.milliseconds());
    if (failure != null) {
      throw Sneaky.thrown(failure);
    }
    return Optional.ofNullable(allocated.get(batch.milliseconds()))
        .flatMap(number -> number == NOTHING ? Optional.of(List.<List<T>>of()) : feed.batch(number))
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
