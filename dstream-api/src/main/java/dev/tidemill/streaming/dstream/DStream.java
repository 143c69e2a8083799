package dev.tidemill.streaming.dstream;

import dev.tidemill.Option;
import dev.tidemill.core.closure.DriverSide;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.files.BatchFiles;
import dev.tidemill.dstream.graph.DerivedNode;
import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.dstream.graph.StreamNode;
import dev.tidemill.dstream.graph.WindowNode;
import dev.tidemill.dstream.graph.WindowSpec;
import dev.tidemill.rdd.RDD;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A stream: a node and the context it belongs to. The Java types ({@link
 * dev.tidemill.streaming.api.java.JavaDStream} and kin) are views of it; programs meet it only
 * where they leave those by {@code dstream()}, and where they extend {@link InputDStream}.
 */
@DriverSide(what = "a stream", remedy = DStream.INSIDE_A_FUNCTION)
public class DStream<T> {
  /** What a program is told that uses a stream inside a function. */
  public static final String INSIDE_A_FUNCTION =
      "functions run in tasks, which cannot use one: join the streams, or use transform";

  private final StreamingContext context;
  private final StreamNode<T> node;

  /**
   * Adds the node to the context's graph.
   *
   * @throws IllegalStateException if the context has been started or stopped
   */
  public DStream(StreamingContext context, StreamNode<T> node) {
    this.context = context;
    this.node = context.graph().add(node);
  }

  /**
   * As above.
   *
   * @param node makes it around this stream, which it must not use before the start
   */
  DStream(StreamingContext context, Function<DStream<T>, StreamNode<T>> node) {
    this.context = context;
    this.node = context.graph().add(node.apply(this));
  }

  public final StreamingContext context() {
    return context;
  }

  public final StreamingContext ssc() {
    return context;
  }

  public final StreamGraph graph() {
    return context.graph();
  }

  public final Duration slideDuration() {
    return node.slide();
  }

  /** How the partitions of its datasets are kept; {@code NONE} if they are not. */
  public final StorageLevel storageLevel() {
    return node.level().orElse(StorageLevel.NONE());
  }

  /** As {@link #persist(StorageLevel)}, in memory, as bytes. */
  public final DStream<T> persist() {
    return persist(StorageLevel.MEMORY_ONLY_SER());
  }

  /** The same as {@link #persist()}. */
  public final DStream<T> cache() {
    return persist();
  }

  /** See {@link StreamGraph#persist}. */
  public final DStream<T> persist(StorageLevel level) {
    graph().persist(node, level);
    return this;
  }

  /**
   * Names this stream, so that what is kept of it is found again by a changed program; see {@link
   * StreamGraph#name}. Sources, windows and states are worth a name.
   */
  public final DStream<T> name(String name) {
    graph().name(node, name);
    return this;
  }

  /** See {@link StreamGraph#checkpoint}. */
  public final DStream<T> checkpoint(Duration interval) {
    graph().checkpoint(node, interval);
    return this;
  }

  /** As {@link #window(Duration, Duration)}, whenever this stream has a dataset. */
  public final DStream<T> window(Duration windowDuration) {
    return window(WindowSpec.of("window", node, windowDuration));
  }

  /**
   * All that this stream had in the last {@code windowDuration}, every {@code slideDuration}. The
   * first windows are short. Unless the program says otherwise, this stream's partitions are kept
   * in memory from then on, so that a record in several windows is computed once.
   *
   * @throws IllegalArgumentException if a duration is no multiple of this stream's slide
   */
  public final DStream<T> window(Duration windowDuration, Duration slideDuration) {
    return window(WindowSpec.of("window", node, windowDuration, slideDuration));
  }

  private DStream<T> window(WindowSpec spec) {
    DStream<T> windows = new DStream<>(context, new WindowNode<>("window", node, spec));
    graph().persistUnlessSet(node, StorageLevel.MEMORY_ONLY());
    return windows;
  }

  /** The same as {@link #getOrCompute}, but for streams that programs make by extending it. */
  public Option<RDD<T>> compute(Time validTime) {
    return getOrCompute(validTime);
  }

  /**
   * The dataset of a time: the one that it had, else one that is made now; none if the stream has
   * none then. Throws, undeclared, a {@link dev.tidemill.SparkException} before the start, and what
   * functions of transform throw.
   */
  public final Option<RDD<T>> getOrCompute(Time time) {
    try {
      return Option.apply(
          graph().dataset(node, time).map(plan -> dataset(plan, time)).orElse(null));
    } catch (Exception failed) {
      throw Sneaky.thrown(failed);
    }
  }

  /**
   * The datasets from one time to another, both included and rounded down to this stream's grid.
   */
  public final List<RDD<T>> slice(Time fromTime, Time toTime) {
    try {
      List<RDD<T>> datasets = new ArrayList<>();
      for (Time time : graph().times(node, fromTime, toTime)) {
        graph().dataset(node, time).ifPresent(plan -> datasets.add(dataset(plan, time)));
      }
      return datasets;
    } catch (Exception failed) {
      throw Sneaky.thrown(failed);
    }
  }

  /**
   * Writes each batch as a directory of text files, {@code prefix-TIME.suffix} with the batch's
   * time in milliseconds; see {@link BatchFiles}.
   *
   * @param prefix where, of this machine, a {@code file:} URI, or of a Hadoop file system that can
   *     rename; may be null or empty
   * @param suffix may be null or empty
   * @throws IllegalArgumentException if another output has this prefix and suffix, or nothing
   *     serves the file system
   */
  public final void saveAsTextFiles(String prefix, String suffix) {
    save(BatchFiles.text(prefix, suffix));
  }

  /**
   * As {@link #saveAsTextFiles}, as object files of the legacy form; records must be serialisable
   * the way of Java.
   */
  public final void saveAsObjectFiles(String prefix, String suffix) {
    save(BatchFiles.objects(prefix, suffix));
  }

  private void save(BatchFiles<Object> files) {
    String operation = files.operation();
    files.requireServed(context.sparkContext());
    graph().claim(operation, files.pattern());
    graph().addOutput(operation, node, (plan, time) -> files.save(dataset(plan, time), time));
  }

  /** For the engine's own modules. */
  public final StreamNode<T> node() {
    return node;
  }

  /** A dataset of this stream as programs see it; for the engine's own modules. */
  public final RDD<T> dataset(Plan<T> plan, Time time) {
    return node.dataset(context.sparkContext(), plan, time);
  }

  /** A stream with one dataset for each of this one's; for the engine's own modules. */
  public final <U> DStream<U> derive(String operator, Function<Plan<T>, Plan<U>> function) {
    // Of what the operator makes, only functions are looked at, so any dataset will do.
    context
        .sparkContext()
        .functionCheck()
        .ifPresent(
            check -> check.plan(function.apply(new Source<>(GivenData.ofPartitions(List.of())))));
    return new DStream<>(context, new DerivedNode<>(operator, node, function));
  }
}
