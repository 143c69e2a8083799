package dev.tidemill.streaming.api.java;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requirePartitions;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.Option;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.PartitionPlans;
import dev.tidemill.rdd.RDD;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.dstream.CombinedDStreams;
import dev.tidemill.streaming.dstream.DStream;
import java.util.List;

/** A stream of records of any type. */
public class JavaDStream<T> extends AbstractJavaDStreamLike<T, JavaDStream<T>, JavaRDD<T>> {
  private static final long serialVersionUID = 1L;

  public JavaDStream(DStream<T> dstream) {
    super(dstream);
  }

  @Override
  public JavaRDD<T> wrapRDD(RDD<T> rdd) {
    return new JavaRDD<>(rdd);
  }

  public JavaDStream<T> filter(Function<T, Boolean> f) {
    requireFunction("filter", f);
    return new JavaDStream<>(dstream().derive("filter", plan -> new Filtered<>("filter", plan, f)));
  }

  /** The dataset of a time, or null; see {@link DStream#getOrCompute}. */
  public JavaRDD<T> compute(Time validTime) {
    Option<RDD<T>> dataset =
        dstream().getOrCompute(requireValue("compute", "validTime", validTime));
    return dataset.isDefined() ? wrapRDD(dataset.get()) : null;
  }

  /** Names this stream; see {@link DStream#name}. */
  public JavaDStream<T> name(String name) {
    dstream().name(name);
    return this;
  }

  /**
   * Keeps the partitions of every batch in memory, as bytes, as long as the batch is remembered.
   */
  public JavaDStream<T> cache() {
    dstream().cache();
    return this;
  }

  /** The same as {@link #cache}. */
  public JavaDStream<T> persist() {
    dstream().persist();
    return this;
  }

  /**
   * Keeps the partitions of every batch; of a window, those of the stream that it is over. The last
   * call counts.
   *
   * @throws UnsupportedOperationException after the context has started
   */
  public JavaDStream<T> persist(StorageLevel storageLevel) {
    dstream().persist(storageLevel);
    return this;
  }

  /** Exactly this many partitions of about equal size. Moves all records. */
  public JavaDStream<T> repartition(int numPartitions) {
    requirePartitions("repartition", "numPartitions", numPartitions);
    return new JavaDStream<>(
        CombinedDStreams.of(
            "repartition", dstream(), plan -> PartitionPlans.repartition(plan, numPartitions)));
  }

  /** See {@link DStream#window(Duration)}. */
  public JavaDStream<T> window(Duration windowDuration) {
    return new JavaDStream<>(dstream().window(windowDuration));
  }

  /** See {@link DStream#window(Duration, Duration)}. */
  public JavaDStream<T> window(Duration windowDuration, Duration slideDuration) {
    return new JavaDStream<>(dstream().window(windowDuration, slideDuration));
  }

  /**
   * The records of both, batch by batch.
   *
   * @throws IllegalArgumentException if they differ in slide or context
   */
  public JavaDStream<T> union(JavaDStream<T> that) {
    requireValue("union", "that", that);
    return new JavaDStream<>(CombinedDStreams.union(List.of(dstream(), that.dstream())));
  }
}
