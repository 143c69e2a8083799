package dev.tidemill.rdd;

import dev.tidemill.SparkContext;
import dev.tidemill.SparkException;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.Job.OnPartition;
import dev.tidemill.core.engine.Job.PartitionTask;
import dev.tidemill.core.engine.Job.Rounds;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.plan.Plan;

/**
 * A dataset: a plan and the context that can run it. The Java types ({@link
 * dev.tidemill.api.java.JavaRDD} and kin) are views of it; programs meet it only where they leave
 * those by {@code rdd()}.
 */
public final class RDD<T> {
  private final SparkContext context;
  private final Plan<T> plan;
  private final int id;
  private volatile String name;

  public RDD(SparkContext context, Plan<T> plan) {
    this.context = context;
    this.plan = plan;
    this.id = context.nextDatasetId();
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
    return plan.partitionCount();
  }

  /** How it is made, step by step; see {@link DebugText}. */
  public String toDebugString() {
    return DebugText.of(this);
  }

  @Override
  public String toString() {
    return (name == null ? "" : name + " ") + plan.getClass().getSimpleName() + "[" + id + "]";
  }

  /** True if there is no record; reads partitions until it finds one. */
  public boolean isEmpty() {
    return Actions.take(this, 1).isEmpty();
  }

  /** For the engine's own modules. */
  public Plan<T> plan() {
    return plan;
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
    try {
      context
          .engine()
          .run(new Job<>(action, plan, rounds, task, onPartition, context.jobProperties()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Sneaky.thrown(interrupted);
    } catch (SparkException failed) {
      throw Sneaky.thrown(failed);
    }
  }
}
