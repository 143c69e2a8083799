package dev.tidemill.dstream;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.dstream.graph.DatasetMarks;
import dev.tidemill.storage.StorageLevel;
import java.util.ArrayList;
import java.util.List;

/** Notes what streams want done with their datasets, and keeps partitions where they say so. */
public final class NotedMarks implements DatasetMarks {
  public final List<String> notes = new ArrayList<>();

  @Override
  public void keep(Plan<?> plan, StorageLevel level) {
    notes.add("keep " + level);
    plan.keep(level);
  }

  @Override
  public void checkpoint(Plan<?> plan) {
    notes.add("checkpoint");
  }

  @Override
  public void drop(Plan<?> plan) {
    notes.add("drop");
    plan.keepNoMore();
  }

  @Override
  public void settle(StateStep<?, ?> step) {
    notes.add("settle");
  }
}
