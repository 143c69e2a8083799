package dev.tidemill.runtime.schedule;

import dev.tidemill.core.thread.EngineThread;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread on which the journal does what no batch waits for: the bases of new segments, and the
 * sync of what a batch did when no other batch comes soon. Nothing is timed while nothing waits.
 */
public final class JournalWorker implements Executor {
  private static final long SOON_MS = 50;

  private final ScheduledThreadPoolExecutor pool =
      new ScheduledThreadPoolExecutor(1, work -> new EngineThread(work, "tidemill-journal"));

  public JournalWorker() {
    pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void execute(Runnable work) {
    pool.execute(work);
  }

  /** Does it in a moment. */
  public void soon(Runnable work) {
    pool.schedule(work, SOON_MS, TimeUnit.MILLISECONDS);
  }

  public void shutdown() {
    pool.shutdown();
  }
}
