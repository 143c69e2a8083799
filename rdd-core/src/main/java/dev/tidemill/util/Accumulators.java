package dev.tidemill.util;

import dev.tidemill.Option;
import dev.tidemill.core.task.TaskCopies;
import dev.tidemill.util.AccumulatorV2.Registration;
import java.util.concurrent.atomic.AtomicLong;

/** Registers the accumulators of one context. For the engine's own modules. Thread-safe. */
public final class Accumulators {
  private final AtomicLong nextId = new AtomicLong();
  private final TaskCopies copies;

  public Accumulators(TaskCopies copies) {
    this.copies = copies;
  }

  /**
   * @param name empty for none
   * @throws IllegalStateException if it is registered already
   */
  public <A extends AccumulatorV2<?, ?>> A registered(A accumulator, Option<String> name) {
    accumulator.register(new Registration(nextId.getAndIncrement(), name, copies));
    return accumulator;
  }

  /** Whether it is an accumulator of a class that is not ours. */
  public static boolean isOfProgram(Object object) {
    return object instanceof AccumulatorV2<?, ?> && !(object instanceof TaskCopies.Shared<?>);
  }

  /** What a function that runs in the task on the calling thread adds to. */
  public static AccumulatorV2<?, ?> ofThisTask(AccumulatorV2<?, ?> registered) {
    return isOfProgram(registered) ? registered.taskCopy() : registered;
  }
}
