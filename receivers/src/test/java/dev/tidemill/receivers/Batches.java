package dev.tidemill.receivers;

import dev.tidemill.core.memory.Workspace;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.core.plan.SourceData;
import dev.tidemill.core.plan.TaskScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads planned batches without an engine. */
public final class Batches {
  private Batches() {}

  /** One list for each partition. */
  public static <T> List<List<T>> partitions(Optional<Plan<T>> plan) {
    SourceData<T> data = ((Source<T>) plan.orElseThrow()).data();
    List<List<T>> partitions = new ArrayList<>();
    for (int i = 0; i < data.partitionCount(); i++) {
      List<T> records = new ArrayList<>();
      try (TaskScope scope = new TaskScope(Workspace.unbounded())) {
        data.open(i, scope).forEachRemaining(records::add);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      partitions.add(records);
    }
    return partitions;
  }

  public static <T> List<T> records(Optional<Plan<T>> plan) {
    List<T> all = new ArrayList<>();
    partitions(plan).forEach(all::addAll);
    return all;
  }
}
