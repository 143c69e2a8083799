package dev.tidemill.core.engine.local;

import dev.tidemill.core.engine.OneAfterAnother;
import dev.tidemill.core.engine.Records;
import dev.tidemill.core.engine.Sink;
import dev.tidemill.core.engine.local.Kernel.Drained;
import dev.tidemill.core.engine.local.kept.KeptPartitions.Reading;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.FlatMapped;
import dev.tidemill.core.plan.Gathering;
import dev.tidemill.core.plan.Gathering.Gathered;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Narrow;
import dev.tidemill.core.plan.Narrow.Input;
import dev.tidemill.core.plan.Narrow.PartitionFunction;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.core.plan.StateView;
import dev.tidemill.core.plan.TaskScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * One partition of a plan inside one task. Record-wise operators above the same base (a source, an
 * exchange, a function over iterators) are fused: pushed through {@link Kernel}s, or pulled by one
 * iterator. Types are checked where the plan was built; here everything is Object.
 */
final class Pipeline<T> implements Records<T> {
  // Kernels call each other, so a longer chain is pulled below this length: that walks in a loop
  // and
  // a lineage of thousands of steps, as iterative programs make, does not overflow the stack.
  private static final int LONGEST_FUSED = 200;

  private final Plan<T> plan;
  private final int partition;
  private final ExchangeOutputs exchanges;
  private final Kernels kernels;
  private final TaskScope scope;

  Pipeline(Plan<T> plan, int partition, ExchangeOutputs exchanges, TaskScope scope) {
    this.plan = plan;
    this.partition = partition;
    this.exchanges = exchanges;
    this.kernels = exchanges.engine().kernels();
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
  private boolean push(Plan<?> top, int index, Sink<Object> last) throws Exception {
    List<Plan<?>> chain = new ArrayList<>(4);
    Plan<?> base = chainAbove(top, LONGEST_FUSED, chain);
    List<Piece> pieces = cut(chain);
    if (base.isKept() || isRecordWise(base)) {
      Reading reading = kept(base, index);
      return reading.shared().isPresent()
          ? pushList(reading.shared().get(), pieces, last)
          : pushIterator(reading.each(), pieces, last);
    }
    if (base instanceof Narrow<?> narrow && narrow.function().isEmpty()) {
      Sink<Object> sink = chain.isEmpty() ? last : kernels.chain(pieces, last);
      for (Input input : narrow.inputs(index)) {
        if (!push(narrow.parents().get(input.parent()), input.partition(), sink)) {
          return false;
        }
      }
      return true;
    }
    Optional<? extends List<?>> given = given(base, index);
    if (given.isPresent()) {
      return pushList(given.get(), pieces, last);
    }
    if (base instanceof Exchange<?, ?> exchange) {
      return pushParts(exchanges.parts(exchange, index, scope), pieces, last);
    }
    return pushIterator(open(base, index), pieces, last);
  }

  private List<Piece> cut(List<Plan<?>> chain) throws Exception {
    return Piece.cut(chain, scope.workspace().functions());
  }

  /** Records that are there and may be given to anybody. */
  private static Optional<? extends List<?>> given(Plan<?> base, int index) {
    if (base instanceof Source<?> source && source.data() instanceof GivenData<?> data) {
      return data.shared(index);
    }
    return base instanceof StateStep<?, ?> step ? step.result(index).shared(0) : Optional.empty();
  }

  /** The records of a dataset: those that are kept, or else made now. */
  private Reading kept(Plan<?> plan, int index) throws Exception {
    return exchanges.engine().kept().read(plan, index, () -> make(plan, index));
  }

  /** The records of a dataset, as if it were not kept. */
  private Iterator<?> make(Plan<?> plan, int index) throws Exception {
    if (!isRecordWise(plan)) {
      return open(plan, index);
    }
    List<Plan<?>> chain = new ArrayList<>(4);
    Plan<?> below = chainAbove(plan.parents().get(0), Integer.MAX_VALUE, chain);
    chain.add(plan);
    return new PullIterator(begin(below, index), cut(chain), kernels);
  }

  private boolean pushParts(List<Part> parts, List<Piece> pieces, Sink<Object> last)
      throws Exception {
    for (Part part : parts) {
      boolean all =
          part.records() instanceof List<?> list
              ? pushList(list, pieces, last)
              : pushIterator(part.records().iterator(), pieces, last);
      part.release();
      if (!all) {
        return false;
      }
    }
    return true;
  }

  private boolean pushIterator(Iterator<?> records, List<Piece> pieces, Sink<Object> last)
      throws Exception {
    Kernel kernel = kernels.chain(pieces, last);
    Drained drained = kernel.drain(records);
    while (drained == Drained.SOME) {
      kernel = kernels.again(kernel, pieces, last);
      drained = kernel.drain(records);
    }
    return drained == Drained.ALL;
  }

  private boolean pushList(List<?> records, List<Piece> pieces, Sink<Object> last)
      throws Exception {
    Kernel kernel = kernels.chain(pieces, last);
    int next = kernel.drain(records, 0);
    while (next != Kernel.ENOUGH && next < records.size()) {
      kernel = kernels.again(kernel, pieces, last);
      next = kernel.drain(records, next);
    }
    return next != Kernel.ENOUGH;
  }

  private Iterator<?> pull(Plan<?> top, int index) throws Exception {
    List<Plan<?>> chain = new ArrayList<>(4);
    Iterator<?> base = begin(chainAbove(top, Integer.MAX_VALUE, chain), index);
    return chain.isEmpty() ? base : new PullIterator(base, cut(chain), kernels);
  }

  private Iterator<?> begin(Plan<?> base, int index) throws Exception {
    // A record-wise one was kept a moment ago.
    return base.isKept() || isRecordWise(base) ? kept(base, index).each() : open(base, index);
  }

  /**
   * Gathers record-wise nodes in the order in which records pass, and returns what is below: a node
   * of another kind, or one that is kept.
   */
  private static Plan<?> chainAbove(Plan<?> top, int longest, List<Plan<?>> chain) {
    Plan<?> plan = top.current();
    while (isRecordWise(plan) && !plan.isKept() && chain.size() < longest) {
      chain.add(plan);
      plan = plan.parents().get(0).current();
    }
    Collections.reverse(chain);
    return plan;
  }

  private static boolean isRecordWise(Plan<?> plan) {
    return plan instanceof Mapped || plan instanceof Filtered || plan instanceof FlatMapped;
  }

  private Iterator<?> open(Plan<?> base, int index) throws Exception {
    if (base instanceof Source<?> source) {
      return source.data().open(index, scope);
    }
    if (base instanceof StateStep<?, ?> step) {
      return step.result(index).open(0, scope);
    }
    if (base instanceof StateView<?> view) {
      return view.open(index, scope);
    }
    if (base instanceof Exchange<?, ?> exchange) {
      return new PartsIterator(exchanges.parts(exchange, index, scope));
    }
    Narrow<?> narrow = (Narrow<?>) base;
    List<Input> inputs = narrow.inputs(index);
    if (narrow.function().isEmpty()) {
      return new OneAfterAnother<>(
          inputs.iterator(),
          input -> pull(narrow.parents().get(input.parent()), input.partition()));
    }
    PartitionFunction<?> function = scope.workspace().functions().own(narrow.function().get());
    if (function instanceof Gathering<?, ?> gathering) {
      return gather(gathering, narrow.parents().get(inputs.get(0).parent()), inputs.get(0));
    }
    List<Iterator<?>> iterators = new ArrayList<>(inputs.size());
    for (Input input : inputs) {
      iterators.add(pull(narrow.parents().get(input.parent()), input.partition()));
    }
    return function.apply(index, iterators, scope);
  }

  @SuppressWarnings("unchecked") // see the class comment
  private Iterator<?> gather(Gathering<?, ?> gathering, Plan<?> parent, Input input)
      throws Exception {
    Gathered<Object, ?> gathered = ((Gathering<Object, ?>) gathering).begin(scope);
    push(
        parent,
        input.partition(),
        record -> {
          gathered.add(record);
          return true;
        });
    return gathered.result();
  }
}
