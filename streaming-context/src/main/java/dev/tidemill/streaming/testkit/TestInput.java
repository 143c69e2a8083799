package dev.tidemill.streaming.testkit;

import static dev.tidemill.core.error.Arguments.requireNotNegative;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaInputDStream;
import dev.tidemill.streaming.dstream.SourceInputDStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An input stream that the test feeds, before the start and while batches run.
 *
 * <pre>{@code
 * input.add("a", "b").add("c");                       // the next batch, in two partitions
 * input.endBatch().add("d").endBatch();               // the one behind it
 * input.failAllocation(new Time(3000), new IOException("unreachable"));
 * }</pre>
 *
 * <p>What was added and belongs to no batch yet goes to the next batch that the clock reaches. A
 * batch for which nothing was added has a dataset without partitions. Functions get copies of
 * records that may be changed, as those of {@code parallelize}. Thread-safe.
 */
public final class TestInput<T> {
  private final TestFeed<T> feed;
  private final TestSource<T> source;
  private final JavaInputDStream<T> stream;
  private final Duration interval;

  TestInput(StreamingContext context, TestFeed<T> feed) {
    this.feed = feed;
    interval = context.graph().batchDuration();
    source = new TestSource<>(feed, context.sparkContext().isolation());
    stream = new JavaInputDStream<>(new SourceInputDStream<>(context, "testInput", source));
  }

  /** The stream of what is added. */
  public JavaInputDStream<T> stream() {
    return stream;
  }

  /** Adds one partition, which may be empty, to the batch that is being filled. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final TestInput<T> add(T... records) {
    return addPartition(Arrays.asList(records));
  }

  /** As {@link #add}, a copy of the list. */
  public TestInput<T> addPartition(List<T> records) {
    feed.add(new ArrayList<>(requireValue("addPartition", "records", records)));
    return this;
  }

  /** Whether something has been fed, by an earlier program perhaps. */
  boolean isFed() {
    return feed.isFed();
  }

  /** What is added from now on belongs to the batch behind. */
  public TestInput<T> endBatch() {
    feed.endBatch();
    return this;
  }

  /**
   * The batch that is being filled has no dataset at all, as that of an input whose {@code compute}
   * gives none; what is added from now on belongs to the batch behind.
   *
   * @throws IllegalStateException if something was added to it
   */
  public TestInput<T> endBatchWithoutDataset() {
    feed.endBatchWithoutDataset();
    return this;
  }

  /**
   * The source cannot tell what belongs to the batch: the batch stays where it is and is asked
   * again when the clock moves on. Each call is one failure.
   *
   * @throws IllegalArgumentException if there is no batch at that time
   * @throws IllegalStateException if the batch has been allocated
   */
  public void failAllocation(Time batch, Exception failure) {
    source.failAllocation(
        BatchTimes.require("failAllocation", batch, interval),
        requireValue("failAllocation", "failure", failure));
  }

  /**
   * The source cannot give the dataset of the batch, so that none of the batch's outputs runs.
   *
   * @throws IllegalArgumentException if there is no batch at that time
   * @throws IllegalStateException if the batch has been allocated
   */
  public void failPlanning(Time batch, Exception failure) {
    source.failPlanning(
        BatchTimes.require("failPlanning", batch, interval),
        requireValue("failPlanning", "failure", failure));
  }

  /**
   * A task that reads the partition fails when it has been given all records of it. Each call is
   * the failure of one attempt.
   *
   * @param partition counted from 0
   * @throws IllegalArgumentException if there is no batch at that time
   * @throws IllegalStateException if the batch has been allocated
   */
  public void failTask(Time batch, int partition, Exception failure) {
    requireNotNegative("failTask", "partition", partition);
    source.failTask(
        BatchTimes.require("failTask", batch, interval),
        partition,
        requireValue("failTask", "failure", failure));
  }
}
