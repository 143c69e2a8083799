package dev.tidemill.core.engine;

import java.util.concurrent.atomic.AtomicInteger;

/** How far a stage is. Counted by its tasks, read by anybody. */
public final class StageStatus {
  private final int id;
  private final String name;
  private final int tasks;
  private final long begunMs;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger completed = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  StageStatus(int id, String name, int tasks, long begunMs) {
    this.id = id;
    this.name = name;
    this.tasks = tasks;
    this.begunMs = begunMs;
  }

  /** Unique within the context. */
  public int id() {
    return id;
  }

  /** What the program called, or what it has set by {@code setCallSite}. */
  public String name() {
    return name;
  }

  /** How many partitions it computes. */
  public int tasks() {
    return tasks;
  }

  /** When it began, in milliseconds since 1970. */
  public long begunMs() {
    return begunMs;
  }

  /** Attempts that run now. */
  public int running() {
    return running.get();
  }

  public int completed() {
    return completed.get();
  }

  /** Attempts that have failed. */
  public int failed() {
    return failed.get();
  }

  /** An attempt begins. */
  public void begin() {
    running.incrementAndGet();
  }

  /** An attempt has ended. */
  public void end(boolean succeeded) {
    (succeeded ? completed : failed).incrementAndGet();
    running.decrementAndGet();
  }
}
