package dev.tidemill.rdd;

import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.Option;
import dev.tidemill.Partition;
import dev.tidemill.SparkContext;
import dev.tidemill.SparkException;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.core.checkpoint.CheckpointFiles;
import dev.tidemill.core.closure.DriverSide;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.Job.OnPartition;
import dev.tidemill.core.engine.Job.PartitionTask;
import dev.tidemill.core.engine.Job.Rounds;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.plan.Kept;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.storage.StorageLevel;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A dataset: a plan and the context that can run it. The Java types ({@link
 * dev.tidemill.api.java.JavaRDD} and kin) are views of it; programs meet it only where they leave
 * those by {@code rdd()}.
 */
@DriverSide(what = "a dataset", remedy = RDD.INSIDE_A_FUNCTION)
public final class RDD<T> {
  /** What a program is told that uses a dataset inside a function. */
  public static final String INSIDE_A_FUNCTION =
      "functions run in tasks, which cannot use one: join the two, or collect it and broadcast the"
          + " result";

  private final SparkContext context;
  private volatile Plan<T> plan;
  private final int id;
  private volatile String name;

  public RDD(SparkContext context, Plan<T> plan) {
    this.context = context;
    this.plan = plan;
    this.id = context.nextDatasetId();
    context.functionCheck().ifPresent(check -> check.plan(plan));
  }

  /**
   * For the Java types, which come without their dataset where a task that was serialised has them.
   *
   * <p>Throws a {@link SparkException}, undeclared, if there is none.
   */
  public static <T> RDD<T> requireHere(RDD<T> rdd) {
    if (rdd == null) {
      throw Sneaky.thrown(
          new SparkException("A dataset was used inside a task; " + INSIDE_A_FUNCTION + "."));
    }
    return rdd;
  }

  public SparkContext context() {
    return context;
  }

  public SparkContext sparkContext() {
    return context;
  }

  /** Unique within the context; later datasets have higher numbers. */
  public int id() {
    return id;
  }

  /** Null until it is set. */
  public String name() {
    return name;
  }

  public RDD<T> setName(String newName) {
    this.name = newName;
    return this;
  }

  public int getNumPartitions() {
    return plan().partitionCount();
  }

  /** One for each partition. */
  public Partition[] partitions() {
    return IntStream.range(0, getNumPartitions()).mapToObj(Numbered::new).toArray(Partition[]::new);
  }

  /** The same dataset for Java programs. */
  public JavaRDD<T> toJavaRDD() {
    return new JavaRDD<>(this);
  }

  private record Numbered(int index) implements Partition {}

  /** How it is made, step by step; see {@link DebugText}. */
  public String toDebugString() {
    return DebugText.of(this);
  }

  @Override
  public String toString() {
    return (name == null ? "" : name + " ") + plan().getClass().getSimpleName() + "[" + id + "]";
  }

  /** True if there is no record; reads partitions until it finds one. */
  public boolean isEmpty() {
    return Actions.take(this, 1).isEmpty();
  }

  /**
   * Keeps the partitions from the next time on that a job makes them.
   *
   * @throws UnsupportedOperationException if they are kept at another level
   */
  public RDD<T> persist(StorageLevel level) {
    plan().keep(requireValue("persist", "level", level));
    context.persisted(this);
    return this;
  }

  /** Keeps them in memory; what does not fit is computed each time. */
  public RDD<T> cache() {
    return persist(StorageLevel.MEMORY_ONLY());
  }

  /**
   * Drops what is kept, and keeps nothing from now on.
   *
   * @param blocking without effect: it is done when the call returns
   */
  public RDD<T> unpersist(boolean blocking) {
    context.engine().drop(plan());
    plan().keepNoMore();
    return this;
  }

  /** {@code NONE} if nothing is kept. */
  public StorageLevel getStorageLevel() {
    return plan().kept().map(Kept::level).orElse(StorageLevel.NONE());
  }

  /**
   * Has the dataset written to the context's checkpoint directory after the first job that needs
   * it; from then on it is read from there, and what it was made from is let go. Keep it as well,
   * or it is computed twice.
   */
  public void checkpoint() {
    context.checkpoints().want(plan());
  }

  /**
   * As {@link #checkpoint}, to the disk of this machine: needs no checkpoint directory, and is gone
   * when the context stops.
   *
   * @return this
   */
  public RDD<T> localCheckpoint() {
    context.checkpoints().wantLocally(plan());
    return this;
  }

  public boolean isCheckpointed() {
    return checkpointFiles().isPresent();
  }

  /** The directory it was written to, if it was. */
  public Option<String> getCheckpointFile() {
    return Option.apply(checkpointFiles().map(CheckpointFiles::location).orElse(null));
  }

  private Optional<CheckpointFiles<T>> checkpointFiles() {
    return plan() instanceof Source<T> source && source.data() instanceof CheckpointFiles<T> files
        ? Optional.of(files)
        : Optional.empty();
  }

  /** {@code spark.default.parallelism} if the program has set it; for the engine's own modules. */
  public OptionalInt givenParallelism() {
    return context.isParallelismGiven()
        ? OptionalInt.of(context.defaultParallelism())
        : OptionalInt.empty();
  }

  /** For the engine's own modules. A checkpoint takes the place of what it was made from. */
  public Plan<T> plan() {
    Plan<T> now = plan;
    if (now.current() != now) {
      now = now.current();
      plan = now;
    }
    return now;
  }

  /**
   * Runs a task over some partitions and waits. What fails is thrown as it is, checked or not: the
   * methods of the mirrored API declare nothing.
   */
  <R> void run(
      String action, int[] partitions, PartitionTask<T, R> task, OnPartition<R> onPartition) {
    run(action, Rounds.one(partitions), task, onPartition);
  }

  /** As above, in rounds. */
  <R> void run(String action, Rounds rounds, PartitionTask<T, R> task, OnPartition<R> onPartition) {
    Action.of(this, action, rounds, task, onPartition, () -> null).run();
  }

  static void run(SparkContext context, Job<?, ?> job) {
    try {
      context.engine().run(job);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Sneaky.thrown(interrupted);
    } catch (SparkException failed) {
      throw Sneaky.thrown(failed);
    }
  }
}
