package dev.tidemill.runtime.journal;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock and the threads of this machine. */
enum SystemLeaseTime implements LeaseTime {
  INSTANCE;

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(duration.toNanos());
  }

  @Override
  public Ticking every(Duration period, Runnable task) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            runnable -> {
              Thread thread = new Thread(runnable, "tidemill-driver-lease");
              thread.setDaemon(true);
              return thread;
            });
    executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    long nanos = period.toNanos();
    executor.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS);
    return executor::shutdown; // No interrupt: it would break a file that is being written.
  }
}
