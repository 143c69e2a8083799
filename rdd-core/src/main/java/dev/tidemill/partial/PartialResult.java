package dev.tidemill.partial;

import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.VoidFunction;
import dev.tidemill.core.error.Sneaky;
import java.util.ArrayList;
import java.util.List;

/**
 * A result of which a first guess is there, and which is known when its job ends. Thread-safe.
 *
 * <p>Handlers are called by the thread that ends the job, or at once if it has ended; what they
 * throw reaches that thread.
 */
public class PartialResult<R> {
  private final R initialValue;
  private final boolean initialIsFinal;
  // Under our monitor; handlers are called outside of it.
  private final List<VoidFunction<R>> onComplete = new ArrayList<>(0);
  private final List<VoidFunction<Exception>> onFail = new ArrayList<>(0);
  private boolean ended;
  private R finalValue;
  private Exception failure;

  /**
   * @param isFinal whether the value is the result already
   */
  public PartialResult(R initialVal, boolean isFinal) {
    this.initialValue = initialVal;
    this.initialIsFinal = isFinal;
    this.ended = isFinal;
    this.finalValue = isFinal ? initialVal : null;
  }

  /** What was known when the time for the job was up, or when it ended before. */
  public R initialValue() {
    return initialValue;
  }

  public boolean isInitialValueFinal() {
    return initialIsFinal;
  }

  /**
   * Waits until the job has ended. Throws, undeclared as in the legacy API, what it failed with, or
   * an {@link InterruptedException}.
   */
  public synchronized R getFinalValue() {
    while (!ended) {
      try {
        wait();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw Sneaky.thrown(stop);
      }
    }
    if (failure != null) {
      throw Sneaky.thrown(failure);
    }
    return finalValue;
  }

  /**
   * Has the final value handed to a function; several functions are called in their order.
   *
   * @return this
   */
  public PartialResult<R> onComplete(VoidFunction<R> handler) {
    synchronized (this) {
      if (!ended) {
        onComplete.add(handler);
        return this;
      }
    }
    if (failure == null) {
      call(handler, finalValue);
    }
    return this;
  }

  /** Has what the job failed with handed to a function. */
  public void onFail(VoidFunction<Exception> handler) {
    synchronized (this) {
      if (!ended) {
        onFail.add(handler);
        return;
      }
    }
    if (failure != null) {
      call(handler, failure);
    }
  }

  /**
   * Both values, each as the function gives it; what that throws for the final one is a failure.
   */
  public <T> PartialResult<T> map(Function<R, T> f) {
    PartialResult<T> mapped = new PartialResult<>(applied(f, initialValue), initialIsFinal);
    if (!initialIsFinal) {
      onComplete(value -> mapped.end(f, value));
      onFail(mapped::setFailure);
    }
    return mapped;
  }

  private static <R, T> T applied(Function<R, T> f, R value) {
    try {
      return f.call(value);
    } catch (Exception failed) {
      throw Sneaky.thrown(failed);
    }
  }

  private <S> void end(Function<S, R> f, S value) {
    R made;
    try {
      made = f.call(value);
    } catch (Exception failed) {
      setFailure(failed);
      return;
    }
    setFinalValue(made);
  }

  /**
   * The job has ended; for the engine's own modules.
   *
   * @throws IllegalStateException if it had ended before
   */
  public void setFinalValue(R value) {
    synchronized (this) {
      requireOpen();
      finalValue = value;
      ended = true;
      notifyAll();
    }
    onComplete.forEach(handler -> call(handler, value));
  }

  /**
   * The job has failed; for the engine's own modules.
   *
   * @throws IllegalStateException if it had ended before
   */
  public void setFailure(Exception thrown) {
    synchronized (this) {
      requireOpen();
      failure = thrown;
      ended = true;
      notifyAll();
    }
    onFail.forEach(handler -> call(handler, thrown));
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException("This result has ended already: " + this + ".");
    }
  }

  private static <S> void call(VoidFunction<S> handler, S value) {
    try {
      handler.call(value);
    } catch (Exception failed) {
      throw Sneaky.thrown(failed);
    }
  }

  /** The final value if there is one, else the first; says which. */
  @Override
  public synchronized String toString() {
    return ended && failure == null
        ? "(final: " + finalValue + ")"
        : "(partial: " + initialValue + ")";
  }
}
