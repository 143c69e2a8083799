package dev.tidemill.util;

import dev.tidemill.Option;
import dev.tidemill.core.task.TaskCopies;
import dev.tidemill.util.AccumulatorV2.Registration;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the accumulators of one context. For the engine's own modules. Thread-safe. */
public final class Accumulators {
  private final AtomicLong nextId = new AtomicLong();
  private final TaskCopies copies;

  public Accumulators(TaskCopies copies) {
    this.copies = copies;
  }

  /**
   * @param name empty for none
   */
  public <A extends AccumulatorV2<?, ?>> A registered(A accumulator, Option<String> name) {
    accumulator.register(new Registration(nextId.getAndIncrement(), name, copies));
    return accumulator;
  }
}
