package dev.tidemill.runtime;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.thread.EngineThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does what may hang in a file system on a thread that can be left behind. */
final class TimeLimit {
  /** What is done; may throw. */
  interface Work {
    void run() throws Exception;
  }

  private TimeLimit() {}

  /**
   * Waits for the work, and throws what it throws. Work that is left behind goes on by itself.
   *
   * @return whether it ended in time
   */
  static boolean of(long millis, String thread, Work work) throws InterruptedException {
    CompletableFuture<Void> end = new CompletableFuture<>();
    new EngineThread(
            () -> {
              try {
                work.run();
                end.complete(null);
              } catch (Throwable failed) { // thrown to who waits
                end.completeExceptionally(failed);
              }
            },
            thread)
        .start();
    try {
      end.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException left) {
      return false;
    } catch (ExecutionException failed) {
      throw Sneaky.thrown(failed.getCause());
    }
  }
}
