package dev.tidemill.core.engine.local;

import dev.tidemill.Partitioner;
import dev.tidemill.core.engine.Targets;
import dev.tidemill.core.memory.SpillingLists;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.task.TaskInfo;
import dev.tidemill.core.task.TaskRun;

/** The map side of an exchange: makes a parent partition and cuts it by target. */
final class Cutting {
  private final ExchangeOutputs outputs;
  private final Exchange<?, ?> exchange;
  private final Moved output;

  Cutting(ExchangeOutputs outputs, Exchange<?, ?> exchange, Moved output) {
    this.outputs = outputs;
    this.exchange = exchange;
    this.output = output;
  }

  /** Cuts one parent partition by target. */
  SpillingLists cut(int map) throws Exception {
    Partitioner partitioner = exchange.target();
    int targets = output.targets();
    LocalEngine engine = outputs.engine();
    SpillingLists lists = output.lists();
    boolean whole = false;
    try {
      try (TaskScope scope = new TaskScope(engine.workspace())) {
        new Pipeline<>(exchange.parent(), map, outputs, scope)
            .forEach(
                pair -> {
                  lists.add(Targets.of(partitioner, targets, pair._1()), pair);
                  return true;
                });
      }
      lists.finish();
      whole = true;
      return lists;
    } finally {
      if (!whole) {
        lists.close();
      }
    }
  }

  /** What user code adds while a partition is made anew has been counted the first time. */
  SpillingLists cutAgain(int map) throws Exception {
    LocalEngine engine = outputs.engine();
    TaskRun reader = TaskRun.current().orElseThrow();
    TaskInfo info =
        new TaskInfo(
            reader.info().stage(),
            map,
            output.maps,
            reader.info().attempt(),
            engine.jobs().nextTask(),
            reader.info().properties());
    try (TaskRun uncounted = engine.taskCopies().begin(info, reader::isCancelled)) {
      try {
        SpillingLists lists = cut(map);
        uncounted.succeeded();
        return lists;
      } catch (Throwable thrown) { // whatever it is, the listeners are told
        uncounted.failed(thrown);
        throw thrown;
      }
    }
  }
}
