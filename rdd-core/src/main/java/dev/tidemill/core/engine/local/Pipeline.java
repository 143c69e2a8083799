package dev.tidemill.core.engine.local;

import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.engine.Records;
import dev.tidemill.core.engine.Sink;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.FlatMapped;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Narrow;
import dev.tidemill.core.plan.Narrow.Input;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.core.plan.TaskScope;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * One partition of a plan inside one task. Record-wise operators above the same base (a source, an
 * exchange, a function over iterators) are fused: pushed through nested sinks, or pulled by one
 * iterator. Types are checked where the plan was built; here everything is Object.
 */
final class Pipeline<T> implements Records<T> {
  private final Plan<T> plan;
  private final int partition;
  private final ExchangeOutputs exchanges;
  private final TaskScope scope;

  Pipeline(Plan<T> plan, int partition, ExchangeOutputs exchanges, TaskScope scope) {
    this.plan = plan;
    this.partition = partition;
    this.exchanges = exchanges;
    this.scope = scope;
  }

  @Override
  public void forEach(Sink<? super T> sink) throws Exception {
    @SuppressWarnings("unchecked") // only records of the plan's type reach it
    Sink<Object> last = (Sink<Object>) sink;
    push(plan, partition, last);
  }

  @Override
  @SuppressWarnings("unchecked") // the plan's records are T
  public Iterator<T> iterator() throws Exception {
    return (Iterator<T>) pull(plan, partition);
  }

  /** Pushes until the sink has enough; false if it has. */
  @SuppressWarnings("unchecked") // see the class comment
  private boolean push(Plan<?> top, int index, Sink<Object> last) throws Exception {
    Plan<?> plan = top;
    Sink<Object> sink = last;
    while (true) {
      Sink<Object> next = sink;
      if (plan instanceof Mapped<?, ?> mapped) {
        Function<Object, Object> function = (Function<Object, Object>) mapped.function();
        sink = record -> next.accept(function.call(record));
        plan = mapped.parent();
      } else if (plan instanceof Filtered<?> filtered) {
        Function<Object, Boolean> function = (Function<Object, Boolean>) filtered.function();
        sink = record -> !Answers.ofFilter(function.call(record)) || next.accept(record);
        plan = filtered.parent();
      } else if (plan instanceof FlatMapped<?, ?> flat) {
        FlatMapFunction<Object, Object> function =
            (FlatMapFunction<Object, Object>) flat.function();
        sink = record -> drain(Answers.ofFlatMap(function.call(record)), next);
        plan = flat.parent();
      } else {
        return pushFromBase(plan, index, sink);
      }
    }
  }

  private boolean pushFromBase(Plan<?> base, int index, Sink<Object> sink) throws Exception {
    if (base instanceof Narrow<?> narrow && narrow.function().isEmpty()) {
      for (Input input : narrow.inputs(index)) {
        if (!push(narrow.parents().get(input.parent()), input.partition(), sink)) {
          return false;
        }
      }
      return true;
    }
    return drain(open(base, index), sink);
  }

  private static boolean drain(Iterator<?> records, Sink<Object> sink) throws Exception {
    int passed = 0;
    while (records.hasNext()) {
      if (!sink.accept(records.next())) {
        return false;
      }
      Interrupts.notice(++passed);
    }
    return true;
  }

  private Iterator<?> pull(Plan<?> top, int index) throws Exception {
    List<Plan<?>> steps = new ArrayList<>();
    Plan<?> plan = top;
    while (plan instanceof Mapped || plan instanceof Filtered || plan instanceof FlatMapped) {
      steps.add(0, plan);
      plan = plan.parents().get(0);
    }
    Iterator<?> base = open(plan, index);
    return steps.isEmpty() ? base : new PullIterator(base, steps);
  }

  private Iterator<?> open(Plan<?> base, int index) throws Exception {
    if (base instanceof Source<?> source) {
      return source.data().open(index, scope);
    }
    if (base instanceof Exchange<?, ?> exchange) {
      return exchanges.read(exchange, index);
    }
    Narrow<?> narrow = (Narrow<?>) base;
    List<Input> inputs = narrow.inputs(index);
    if (narrow.function().isEmpty()) {
      return new Concatenated(inputs.iterator(), narrow);
    }
    List<Iterator<?>> iterators = new ArrayList<>(inputs.size());
    for (Input input : inputs) {
      iterators.add(pull(narrow.parents().get(input.parent()), input.partition()));
    }
    return narrow.function().get().apply(index, iterators);
  }

  /** Inputs one after another, each opened when the one before it is used up. */
  private final class Concatenated implements Iterator<Object> {
    private final Iterator<Input> inputs;
    private final Narrow<?> narrow;
    private Iterator<?> current = List.of().iterator();

    Concatenated(Iterator<Input> inputs, Narrow<?> narrow) {
      this.inputs = inputs;
      this.narrow = narrow;
    }

    @Override
    public boolean hasNext() {
      while (!current.hasNext()) {
        if (!inputs.hasNext()) {
          return false;
        }
        Input input = inputs.next();
        try {
          current = pull(narrow.parents().get(input.parent()), input.partition());
        } catch (Exception failed) {
          throw Sneaky.thrown(failed);
        }
      }
      return true;
    }

    @Override
    public Object next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return current.next();
    }
  }
}
