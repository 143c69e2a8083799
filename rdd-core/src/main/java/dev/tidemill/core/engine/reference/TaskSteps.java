package dev.tidemill.core.engine.reference;

import dev.tidemill.SparkException;
import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.codec.UnencodableException;
import dev.tidemill.core.memory.Workspace;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.FlatMapped;
import dev.tidemill.core.plan.Kept;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Narrow;
import dev.tidemill.core.plan.Narrow.Input;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.core.plan.SourceData;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.core.plan.StateView;
import dev.tidemill.core.plan.TaskScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what it takes to make one partition of a plan: the steps down to what is at hand as
 * bytes. Types are checked where the plan was built; here everything is Object.
 */
final class TaskSteps {
  /** A partition that the task will make and that is to be kept. */
  record ToKeep(Kept mark, int partition) {}

  /** Finds what has been moved. */
  @FunctionalInterface
  interface Exchanged {
    /** The pairs of one target partition, in the order of the tasks that have made them. */
    List<byte[]> pairs(Exchange<?, ?> exchange, int target) throws Exception;
  }

  private final Exchanged exchanged;
  private final Workspace workspace;
  private final List<Step> steps = new ArrayList<>();
  private final List<ToKeep> toKeep = new ArrayList<>();

  TaskSteps(Exchanged exchanged, Workspace workspace) {
    this.exchanged = exchanged;
    this.workspace = workspace;
  }

  List<Step> steps() {
    return steps;
  }

  /** By the places that the steps say. */
  List<ToKeep> toKeep() {
    return toKeep;
  }

  /** Adds the steps; the place of the last one. */
  int add(Plan<?> given, int partition) throws Exception {
    Plan<?> plan = given.current();
    Optional<Kept> mark = plan.kept();
    if (mark.isEmpty()) {
      return addMade(plan, partition);
    }
    byte[] atHand = KeptPartitions.under(mark.get()).get(partition);
    if (atHand != null) {
      return add(new Step.Sent(List.of(atHand)));
    }
    int made = addMade(plan, partition);
    toKeep.add(new ToKeep(mark.get(), partition));
    return add(new Step.Keep(made, toKeep.size() - 1));
  }

  private int add(Step step) {
    steps.add(step);
    return steps.size() - 1;
  }

  @SuppressWarnings("unchecked") // see the class comment
  private int addMade(Plan<?> plan, int partition) throws Exception {
    if (plan instanceof Source<?> source) {
      return add(read(source.data(), partition));
    }
    if (plan instanceof StateStep<?, ?> step) {
      return add(read(step.result(partition), 0));
    }
    if (plan instanceof StateView<?> view) {
      return add(send(view, partition));
    }
    if (plan instanceof Exchange<?, ?> exchange) {
      int pairs = add(new Step.Sent(exchanged.pairs(exchange, partition)));
      return exchange
          .ordering()
          .map(ordering -> add(new Step.Sorted(pairs, (Comparator<Object>) ordering)))
          .orElse(pairs);
    }
    if (plan instanceof Narrow<?> narrow) {
      List<Integer> inputs = new ArrayList<>();
      for (Input input : narrow.inputs(partition)) {
        inputs.add(add(narrow.parents().get(input.parent()), input.partition()));
      }
      return add(
          narrow.function().isPresent()
              ? new Step.Apply(partition, inputs, narrow.function().get())
              : new Step.OneAfterAnother(inputs));
    }
    int input = add(plan.parents().get(0), partition);
    if (plan instanceof Mapped<?, ?> mapped) {
      return add(new Step.Map(input, (Function<Object, ?>) mapped.function()));
    }
    if (plan instanceof Filtered<?> filtered) {
      return add(new Step.Filter(input, (Function<Object, Boolean>) filtered.function()));
    }
    FlatMapped<?, ?> flat = (FlatMapped<?, ?>) plan;
    return add(new Step.FlatMap(input, (FlatMapFunction<Object, ?>) flat.function()));
  }

  /** What only this process has is read here and sent. */
  private <T> Step read(SourceData<T> data, int partition) throws Exception {
    Optional<SourceData.Reader<T>> reader = data.reader(partition);
    if (reader.isPresent()) {
      return new Step.Read(reader.get());
    }
    return send(data, scope -> data.open(partition, scope));
  }

  private <T> Step send(StateView<T> view, int partition) throws Exception {
    return send(view.operator(), scope -> view.open(partition, scope));
  }

  private <T> Step send(Object from, SourceData.Reader<T> reader) throws Exception {
    try (TaskScope scope = new TaskScope(workspace)) {
      return new Step.Sent(List.of(RecordBytes.of(reader.open(scope), workspace.codec())));
    } catch (UnencodableException refused) {
      throw new SparkException(
          "A record of " + from + " cannot be sent to a task: " + refused.getMessage(), refused);
    }
  }
}
