package dev.tidemill.util;

import dev.tidemill.core.task.TaskCopies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Collects values: those of a task together, in the order in which it added them; tasks in the
 * order in which they end. Thread-safe; see {@link AccumulatorV2} for what tasks add.
 */
public final class CollectionAccumulator<T> extends AccumulatorV2<T, List<T>>
    implements TaskCopies.Shared<CollectionAccumulator<T>> {
  private static final long serialVersionUID = 1L;

  private final List<T> values = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void add(T v) {
    mine(this).orElse(this).values.add(v);
  }

  /** What was collected so far; does not change any more and cannot be changed. */
  @Override
  public List<T> value() {
    return Collections.unmodifiableList(snapshot());
  }

  private List<T> snapshot() {
    synchronized (values) {
      return new ArrayList<>(values);
    }
  }

  @Override
  public boolean isZero() {
    return values.isEmpty();
  }

  @Override
  public void reset() {
    values.clear();
  }

  @Override
  public CollectionAccumulator<T> copy() {
    CollectionAccumulator<T> copy = new CollectionAccumulator<>();
    copy.values.addAll(snapshot());
    return copy;
  }

  @Override
  public CollectionAccumulator<T> copyAndReset() {
    return new CollectionAccumulator<>();
  }

  @Override
  public void merge(AccumulatorV2<T, List<T>> other) {
    if (!(other instanceof CollectionAccumulator<T> same)) {
      throw cannotMerge(other);
    }
    mergeCopy(same);
  }

  /** For the engine. */
  @Override
  public CollectionAccumulator<T> freshCopy() {
    return new CollectionAccumulator<>();
  }

  /** For the engine. */
  @Override
  public void mergeCopy(CollectionAccumulator<T> copy) {
    values.addAll(copy.snapshot());
  }
}
