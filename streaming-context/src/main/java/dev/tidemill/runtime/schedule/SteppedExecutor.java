package dev.tidemill.runtime.schedule;

import dev.tidemill.core.thread.EngineThread;
import dev.tidemill.runtime.batch.BatchEvent;
import java.util.function.Consumer;

/**
 * Does every step at once on the calling thread, so that a test that moves the clock finds the
 * batch done when the call returns. No thread, no waiting.
 */
public final class SteppedExecutor implements StepExecutor {
  private final Consumer<BatchEvent> mailbox;
  private volatile Thread inside;

  public SteppedExecutor(Consumer<BatchEvent> mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void execute(Step step) {
    Thread outer = inside;
    inside = Thread.currentThread();
    BatchEvent answer;
    try {
      answer = step.run();
    } finally {
      inside = outer;
    }
    mailbox.accept(answer);
  }

  @Override
  public void interrupt() {
    Thread runner = inside;
    if (runner != null) {
      runner.interrupt();
    }
  }

  @Override
  public void shutdown() {
    // There are no threads to end.
  }

  @Override
  public boolean isInside() {
    return inside == Thread.currentThread() || EngineThread.isCurrent();
  }
}
