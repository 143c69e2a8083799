package dev.tidemill.core.engine.local;

import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.FlatMapped;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Plan;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A fused chain of record-wise operators that makes one record at a time, when asked. Holds one
 * open iterator for each flatMap and no buffer, so endless and blocking ones work.
 */
final class PullIterator implements Iterator<Object> {
  private final Plan<?>[] steps;
  // open[i] yields what enters steps[i]; set for the base and behind each flatMap that is in use.
  private final Iterator<?>[] open;
  private int deepest;
  private boolean ready;
  private Object record;

  PullIterator(Iterator<?> base, List<Plan<?>> steps) {
    this.steps = steps.toArray(new Plan<?>[0]);
    this.open = new Iterator<?>[this.steps.length + 1];
    this.open[0] = base;
  }

  @Override
  public boolean hasNext() {
    try {
      return ready || advance();
    } catch (Exception failed) {
      throw Sneaky.thrown(failed);
    }
  }

  @Override
  public Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    Object given = record;
    record = null;
    return given;
  }

  private boolean advance() throws Exception {
    int dropped = 0;
    while (true) {
      while (!open[deepest].hasNext()) {
        if (deepest == 0) {
          return false;
        }
        open[deepest] = null;
        do {
          deepest--;
        } while (open[deepest] == null);
      }
      if (carry(open[deepest].next())) {
        ready = true;
        return true;
      }
      Interrupts.notice(++dropped);
    }
  }

  /** Carries a record from its place to the end; false if it was dropped or became an iterator. */
  @SuppressWarnings("unchecked") // checked where the plan was built
  private boolean carry(Object entering) throws Exception {
    Object current = entering;
    for (int i = deepest; i < steps.length; i++) {
      if (steps[i] instanceof Mapped<?, ?> mapped) {
        current = ((Function<Object, Object>) mapped.function()).call(current);
      } else if (steps[i] instanceof Filtered<?> filtered) {
        Boolean kept = ((Function<Object, Boolean>) filtered.function()).call(current);
        if (!Answers.ofFilter(kept)) {
          return false;
        }
      } else {
        FlatMapped<?, ?> flat = (FlatMapped<?, ?>) steps[i];
        open[i + 1] =
            Answers.ofFlatMap(((FlatMapFunction<Object, Object>) flat.function()).call(current));
        deepest = i + 1;
        return false;
      }
    }
    record = current;
    return true;
  }
}
