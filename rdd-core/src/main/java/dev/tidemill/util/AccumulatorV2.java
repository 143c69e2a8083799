package dev.tidemill.util;

import dev.tidemill.Option;
import dev.tidemill.core.task.TaskCopies;
import java.io.Serializable;
import java.util.Optional;

/**
 * Something that tasks add to and the program reads.
 *
 * <p>What a task adds goes to a copy of its own, which is merged when the task has succeeded, once
 * for each partition and job: a task that fails leaves nothing, and running it again counts once. A
 * dataset that is computed by two jobs adds twice. {@link #value} shows what was merged so far,
 * inside a task too. Adding outside of a task, from a thread that user code has started inside one,
 * or in a task of another context than its own, is direct.
 *
 * <p>The accumulators of this package are made by the context ({@code sc.sc().longAccumulator()});
 * one made by {@code new} is not registered: it is a plain sum, for which nothing of this holds but
 * thread safety.
 *
 * <p>A program may have classes of its own, and registers objects of them ({@code
 * sc.sc().register(accumulator, "name")}). These know nothing of tasks: each task gets a copy of
 * the functions that lead to one, by variables that they use and fields of these, so such functions
 * must be serialisable. In tasks {@link #value} shows what the task has added. One that is reached
 * by a static field, by a partitioner, an ordering or the functions of a reduced window is added to
 * directly, by many threads at once.
 *
 * @param <I> what is added
 * @param <O> what is read
 */
public abstract class AccumulatorV2<I, O> implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient Registration registration;
  private final transient OwnCopies ownCopies = new OwnCopies();

  /** Where an accumulator was registered. */
  record Registration(long id, Option<String> name, TaskCopies copies) {}

  final void register(Registration where) {
    if (registration != null) {
      throw new IllegalStateException(
          "Cannot register an Accumulator twice: " + this + "; make another one.");
    }
    this.registration = where;
  }

  /** Empty if it has no name. */
  public final Option<String> name() {
    return requireRegistered().name();
  }

  /** Unique within its context. */
  public final long id() {
    return requireRegistered().id();
  }

  private Registration requireRegistered() {
    if (registration == null) {
      throw new IllegalStateException(
          "Accumulator is not registered; register it by sc().register(accumulator, name).");
    }
    return registration;
  }

  public final boolean isRegistered() {
    return registration != null;
  }

  /** The copy of the task that runs on this thread, if there is one. */
  final <C> Optional<C> mine(TaskCopies.Shared<C> self) {
    return registration == null ? Optional.empty() : registration.copies().mine(self);
  }

  /** What functions of the task on this thread add to; the accumulator itself outside of tasks. */
  final AccumulatorV2<I, O> taskCopy() {
    return mine(ownCopies).orElse(this);
  }

  /** For classes of a program's own. */
  private final class OwnCopies implements TaskCopies.Shared<AccumulatorV2<I, O>> {
    @Override
    public AccumulatorV2<I, O> freshCopy() {
      AccumulatorV2<I, O> fresh;
      synchronized (AccumulatorV2.this) { // other tasks may be merging
        fresh = copyAndReset();
      }
      if (fresh == null || fresh == AccumulatorV2.this || !fresh.isZero()) {
        throw new IllegalStateException(
            AccumulatorV2.this.getClass().getName()
                + ".copyAndReset() gave "
                + (fresh == AccumulatorV2.this ? "the accumulator itself" : fresh)
                + "; copy() must give another object, and after reset() isZero() must be true.");
      }
      return fresh;
    }

    @Override
    public void mergeCopy(AccumulatorV2<I, O> copy) {
      synchronized (AccumulatorV2.this) {
        merge(copy);
      }
    }
  }

  /** True if it is as new. */
  public abstract boolean isZero();

  /** An accumulator of the same content that is not registered. */
  public abstract AccumulatorV2<I, O> copy();

  /** An empty accumulator of the same kind that is not registered. */
  public AccumulatorV2<I, O> copyAndReset() {
    AccumulatorV2<I, O> copy = copy();
    copy.reset();
    return copy;
  }

  /** Makes it as new. Not for tasks: what they have added comes when they end. */
  public abstract void reset();

  public abstract void add(I v);

  /** Adds what the other, of the same class, holds. Direct, whoever calls. */
  public abstract void merge(AccumulatorV2<I, O> other);

  public abstract O value();

  /** Only accumulators of one class can be merged. */
  final UnsupportedOperationException cannotMerge(Object other) {
    return new UnsupportedOperationException(
        "Cannot merge "
            + getClass().getName()
            + " with "
            + (other == null ? "null" : other.getClass().getName()));
  }

  @Override
  public String toString() {
    String about =
        registration == null
            ? "not registered"
            : "id: "
                + registration.id()
                + (registration.name().isDefined() ? ", name: " + registration.name().get() : "");
    return getClass().getSimpleName() + "(" + about + ", value: " + value() + ")";
  }
}
