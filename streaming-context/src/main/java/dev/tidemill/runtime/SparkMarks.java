package dev.tidemill.runtime;

import dev.tidemill.SparkContext;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.dstream.graph.DatasetMarks;
import dev.tidemill.storage.StorageLevel;

/** Marks the datasets of streams for the engine of a context. */
final class SparkMarks implements DatasetMarks {
  private final SparkContext context;
  private final boolean unpersist;

  SparkMarks(SparkContext context) {
    this.context = context;
    this.unpersist = context.getConf().getBoolean("spark.streaming.unpersist", true);
  }

  @Override
  public void keep(Plan<?> plan, StorageLevel level) {
    if (!plan.isKept()) { // a function of transform may have given back one that is kept
      plan.keep(level);
    }
  }

  @Override
  public void checkpoint(Plan<?> plan) {
    context.checkpoints().want(plan);
  }

  @Override
  public void settle(StateStep<?, ?> step) throws Exception {
    context.runSteps(step);
  }

  @Override
  public void drop(Plan<?> plan) {
    if (unpersist) {
      context.engine().drop(plan);
      plan.keepNoMore();
    }
  }
}
