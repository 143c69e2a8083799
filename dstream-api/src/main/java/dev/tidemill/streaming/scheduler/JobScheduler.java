package dev.tidemill.streaming.scheduler;

import dev.tidemill.util.Clock;

/** What old tests reach through {@code ssc.ssc().scheduler()}: the clock that batches follow. */
public final class JobScheduler {
  private final Clock clock;

  public JobScheduler(Clock clock) {
    this.clock = clock;
  }

  public Clock clock() {
    return clock;
  }
}
