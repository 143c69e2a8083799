package dev.tidemill.streaming.testkit;

import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.api.java.JavaRDDLike;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStreamLike;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An output that keeps the records of every batch for the test to read. Batches for which the
 * stream has no dataset are not among them; those that failed are not either. A batch that is run
 * again takes the place of its first run.
 *
 * <p>All lists are in the order of time, partition and place, and cannot be changed. Thread-safe.
 */
public final class TestOutput<T> {
  // By batch time: one list for each partition.
  private final Map<Long, List<List<T>>> batches = new TreeMap<>();
  private final List<Replaced<T>> replaced = new ArrayList<>();
  private final Map<Long, Exception> failures = new HashMap<>();
  private final Duration interval;
  private long lastBegun = Long.MIN_VALUE;

  TestOutput(Duration interval) {
    this.interval = interval;
  }

  /** Registers it with a stream. */
  void of(JavaDStreamLike<T, ?, ?> stream) {
    stream.foreachRDD((rdd, time) -> take(rdd, time));
  }

  private void take(JavaRDDLike<T, ?> dataset, Time time) throws Exception {
    Exception failure;
    synchronized (this) {
      lastBegun = time.milliseconds();
      failure = failures.remove(lastBegun);
    }
    if (failure != null) {
      throw failure;
    }
    List<List<T>> partitions =
        dataset.glom().collect().stream().map(Collections::unmodifiableList).toList();
    synchronized (this) {
      List<List<T>> before = batches.put(time.milliseconds(), partitions);
      if (before != null) {
        replaced.add(new Replaced<>(time, together(before)));
      }
    }
  }

  /** The records of a run of a batch that was run again. */
  record Replaced<T>(Time time, List<T> records) {}

  synchronized List<Replaced<T>> replaced() {
    return List.copyOf(replaced);
  }

  /** The times of the batches. */
  public synchronized List<Time> times() {
    return batches.keySet().stream().map(Time::new).toList();
  }

  /** The records of each batch. */
  public List<List<T>> batches() {
    return partitions().stream().map(TestOutput::together).toList();
  }

  /** The records of each partition of each batch. */
  public synchronized List<List<List<T>>> partitions() {
    return List.copyOf(batches.values());
  }

  /**
   * The records of the latest batch.
   *
   * @throws IllegalStateException if there was none
   */
  public List<T> last() {
    List<List<List<T>>> all = partitions();
    if (all.isEmpty()) {
      throw new IllegalStateException(
          "last: the stream has had no batch yet; call step(), or look at the slide of the stream.");
    }
    return together(all.get(all.size() - 1));
  }

  private static <T> List<T> together(List<List<T>> partitions) {
    List<T> all = new ArrayList<>();
    partitions.forEach(all::addAll);
    return Collections.unmodifiableList(all);
  }

  /**
   * Compares the records of all batches, as {@link #batches} gives them, by {@code equals}.
   *
   * @throws AssertionError naming the first batch that differs
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final void assertBatches(List<T>... expected) {
    BatchComparison.exactly().compare(List.of(expected), batches(), times());
  }

  /** As {@link #assertBatches}; within a batch the records may be in any order. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final void assertBatchesInAnyOrder(List<T>... expected) {
    BatchComparison.inAnyOrder().compare(List.of(expected), batches(), times());
  }

  /**
   * This output fails at the batch, once, before it reads anything.
   *
   * @throws IllegalArgumentException if there is no batch at that time
   * @throws IllegalStateException if the output of the batch has begun
   */
  public synchronized void failAt(Time batch, Exception failure) {
    BatchTimes.require("failAt", batch, interval);
    if (batch.milliseconds() <= lastBegun) {
      throw new IllegalStateException(
          "failAt: the output of batch "
              + batch
              + " has begun; order a failure before the step that runs the batch.");
    }
    failures.put(batch.milliseconds(), requireValue("failAt", "failure", failure));
  }
}
