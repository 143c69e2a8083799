package dev.tidemill.runtime.schedule;

/** Does steps, each at some time after it was given, and hands their answers to the scheduler. */
public interface StepExecutor {
  void execute(Step step);

  /** Interrupts what runs. */
  void interrupt();

  /** Takes no further steps; threads end when they have finished theirs. */
  void shutdown();

  /** Whether the calling code runs inside a step, or on another thread of the engine. */
  boolean isInside();
}
