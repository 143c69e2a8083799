package dev.tidemill.rdd;

import dev.tidemill.api.java.JavaFutureAction;
import dev.tidemill.core.engine.Job;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * An action that a thread of the context runs. It ends once: with its result, with what it throws,
 * or at once when somebody cancels it, while its tasks may take a moment to notice.
 */
final class SubmittedAction<R> implements JavaFutureAction<R>, Runnable {
  private final BackgroundActions owner;
  private final Action<R> action;
  private final CompletableFuture<R> end = new CompletableFuture<>();
  // Under our monitor, so that our interrupt does not reach what the thread does next.
  private Thread running;

  SubmittedAction(BackgroundActions owner, Action<R> action) {
    this.owner = owner;
    this.action = action;
  }

  Job<?, ?> job() {
    return action.job();
  }

  @Override
  public void run() {
    if (!begin()) {
      return;
    }
    owner.entered(job());
    try {
      end.complete(action.run());
    } catch (Throwable thrown) { // whatever it is, those who wait are told
      end.completeExceptionally(thrown);
    } finally {
      leave();
      owner.left(this);
    }
  }

  private synchronized boolean begin() {
    if (end.isDone()) {
      return false;
    }
    running = Thread.currentThread();
    return true;
  }

  private synchronized void leave() {
    running = null;
    Thread.interrupted();
  }

  /** Ends it with this failure; false if it has ended. Its job goes on until it is stopped. */
  boolean fail(Exception reason) {
    return end.completeExceptionally(reason);
  }

  /** Reaches a thread that has begun, but whose job the engine does not know yet. */
  synchronized void interrupt() {
    if (running != null) {
      running.interrupt();
    }
  }

  /** Called when it has ended, with its result or with what it has thrown; at once if it has. */
  void onEnd(BiConsumer<R, Throwable> told) {
    end.whenComplete(told);
  }

  @Override
  public List<Integer> jobIds() {
    // The legacy numbers are ints, which wrap around after two thousand million jobs.
    return List.of((int) job().id());
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    String reason = "Job " + job().id() + " (" + job().action() + ") was cancelled.";
    boolean cancelled = fail(new CancellationException(reason));
    if (cancelled) {
      owner.stop(this, reason);
    }
    return cancelled;
  }

  @Override
  public boolean isCancelled() {
    return end.isCancelled();
  }

  @Override
  public boolean isDone() {
    return end.isDone();
  }

  @Override
  public R get() throws InterruptedException, ExecutionException {
    try {
      return end.get();
    } catch (CancellationException cancelled) {
      throw reason(cancelled);
    }
  }

  @Override
  public R get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return end.get(timeout, unit);
    } catch (CancellationException cancelled) {
      throw reason(cancelled);
    }
  }

  /** Later Javas throw one of their own, with ours as the cause. */
  private static CancellationException reason(CancellationException thrown) {
    return thrown.getCause() instanceof CancellationException ours ? ours : thrown;
  }
}
