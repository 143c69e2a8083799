package dev.tidemill.core.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One run of one task on the thread that works on it: what user code can learn about it, what it
 * adds to accumulators, and whom it wants told of its end. Used by its thread only.
 *
 * <p>A task that runs a job works for a while on a task of that job; then it goes on with its own
 * run. Threads that user code starts belong to no task.
 */
public final class TaskRun implements AutoCloseable {
  // The mirrored TaskContext.get() is static, so there is one place for all engines of the process.
  private static final ThreadLocal<TaskRun> CURRENT = new ThreadLocal<>();

  private final TaskCopies owner;
  private final TaskInfo info;
  private final BooleanSupplier cancelled;
  private final TaskRun outer;
  private final boolean replaces;
  private final ClassLoader classesBefore;
  private final Map<TaskCopies.Shared<?>, Object> copies = new IdentityHashMap<>(0);
  private Map<Object, Object> functions = Map.of(); // most tasks have none of their own
  private final Deque<Runnable> onCompletion = new ArrayDeque<>(0);
  private final Deque<Consumer<Throwable>> onFailure = new ArrayDeque<>(0);
  private Object view;
  private boolean completed;
  private Throwable failure;

  TaskRun(
      TaskCopies owner, TaskInfo info, BooleanSupplier cancelled, Optional<ClassLoader> classes) {
    this.owner = owner;
    this.info = info;
    this.cancelled = cancelled;
    this.outer = CURRENT.get();
    CURRENT.set(this);
    this.replaces = classes.isPresent();
    this.classesBefore = Thread.currentThread().getContextClassLoader();
    classes.ifPresent(loader -> Thread.currentThread().setContextClassLoader(loader));
  }

  /** The task that the calling thread works on. */
  public static Optional<TaskRun> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  public TaskInfo info() {
    return info;
  }

  /** Whether the task is to end early. */
  public boolean isCancelled() {
    return cancelled.getAsBoolean();
  }

  /** Whether it is a task of that engine. */
  public boolean isOf(TaskCopies engine) {
    return owner == engine;
  }

  /** How user code sees this run; made when it is first asked for. */
  @SuppressWarnings("unchecked") // there is one kind of view
  public <V> V view(Function<TaskRun, V> make) {
    if (view == null) {
      view = make.apply(this);
    }
    return (V) view;
  }

  @SuppressWarnings("unchecked") // a copy lies under the one that made it
  <C> C copyOf(TaskCopies.Shared<C> shared) {
    return (C) copies.computeIfAbsent(shared, TaskCopies.Shared::freshCopy);
  }

  /** The task's copy of a function; made when it is first asked for. */
  public Object own(Object function, Callable<?> copy) throws Exception {
    Object own = functions.get(function);
    if (own == null) {
      own = copy.call();
      if (functions.isEmpty()) {
        functions = new IdentityHashMap<>();
      }
      functions.put(function, own);
    }
    return own;
  }

  /** Called when the task ends in any way, the last one first; at once if it has ended. */
  public void onCompletion(Runnable listener) {
    if (completed) {
      listener.run();
    } else {
      onCompletion.push(listener);
    }
  }

  /** Called with what was thrown if the task fails, the last one first; at once if it has. */
  public void onFailure(Consumer<Throwable> listener) {
    if (failure != null) {
      listener.accept(failure);
    } else {
      onFailure.push(listener);
    }
  }

  public boolean isCompleted() {
    return completed;
  }

  public boolean isFailed() {
    return failure != null;
  }

  /**
   * The task's work is done; tells the listeners. One that throws fails the task: all are told, the
   * first failure is thrown.
   */
  public void succeeded() {
    tellCompleted(null);
  }

  /** The task has failed; tells the listeners. What they throw is added to the failure. */
  public void failed(Throwable thrown) {
    failure = thrown;
    while (!onFailure.isEmpty()) {
      Consumer<Throwable> listener = onFailure.pop();
      try {
        listener.accept(thrown);
      } catch (RuntimeException | Error failedToo) {
        addSuppressed(thrown, failedToo);
      }
    }
    if (!completed) {
      tellCompleted(thrown);
    }
  }

  /** Throws the first failure of a listener, or adds all to the failure of the task. */
  private void tellCompleted(Throwable ofTask) {
    completed = true;
    Throwable first = ofTask;
    while (!onCompletion.isEmpty()) {
      Runnable listener = onCompletion.pop();
      try {
        listener.run();
      } catch (RuntimeException | Error failed) {
        if (first == null) {
          first = failed;
        } else {
          addSuppressed(first, failed);
        }
      }
    }
    if (ofTask == null && first instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (ofTask == null && first instanceof Error error) {
      throw error;
    }
  }

  private static void addSuppressed(Throwable to, Throwable thrown) {
    if (to != thrown) {
      to.addSuppressed(thrown);
    }
  }

  /** The task counts: merges its copies. Without this call closing drops them. */
  public void won() {
    copies.forEach((shared, copy) -> merge(shared, copy));
    copies.clear();
  }

  @SuppressWarnings("unchecked") // as in copyOf
  private <C> void merge(TaskCopies.Shared<C> shared, Object copy) {
    shared.mergeCopy((C) copy);
  }

  /** The thread goes on with what it did before. */
  @Override
  public void close() {
    if (replaces) {
      Thread.currentThread().setContextClassLoader(classesBefore);
    }
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }
}
