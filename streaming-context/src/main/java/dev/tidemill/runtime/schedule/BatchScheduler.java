package dev.tidemill.runtime.schedule;

import dev.tidemill.runtime.batch.BatchAction;
import dev.tidemill.runtime.batch.BatchAction.Abandon;
import dev.tidemill.runtime.batch.BatchAction.Allocate;
import dev.tidemill.runtime.batch.BatchAction.Complete;
import dev.tidemill.runtime.batch.BatchAction.Done;
import dev.tidemill.runtime.batch.BatchAction.Drop;
import dev.tidemill.runtime.batch.BatchAction.End;
import dev.tidemill.runtime.batch.BatchAction.Forget;
import dev.tidemill.runtime.batch.BatchAction.Interrupt;
import dev.tidemill.runtime.batch.BatchAction.Overdue;
import dev.tidemill.runtime.batch.BatchAction.Plan;
import dev.tidemill.runtime.batch.BatchAction.Report;
import dev.tidemill.runtime.batch.BatchAction.Run;
import dev.tidemill.runtime.batch.BatchAction.SetDeadline;
import dev.tidemill.runtime.batch.BatchAction.Settle;
import dev.tidemill.runtime.batch.BatchAction.StopSources;
import dev.tidemill.runtime.batch.BatchAction.Submit;
import dev.tidemill.runtime.batch.BatchEvent;
import dev.tidemill.runtime.batch.BatchMachine;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Carries events to the machine and its actions to those who do them.
 *
 * <p>The machine has one owner at a time: whoever posts an event while nobody works through the
 * mailbox does so, in order, until it is empty; others leave their event and go. So no thread waits
 * for another here, and posting never blocks: what could block is a {@link Step} and runs
 * elsewhere.
 */
public final class BatchScheduler {
  private final BatchMachine machine;
  private final BatchSteps steps;
  private final BatchReporter reporter;
  private final Deadline deadline;
  private final StepExecutor executor;
  private final Runnable onEnd;
  // Bounded by what can be under way: one tick a millisecond at most, one answer for each step.
  private final Queue<BatchEvent> mailbox = new ConcurrentLinkedQueue<>();
  private final AtomicInteger undelivered = new AtomicInteger();

  /**
   * @param executor makes the executor, given where answers go
   * @param onEnd called once, when the last step has ended
   */
  public BatchScheduler(
      BatchMachine machine,
      BatchSteps steps,
      BatchReporter reporter,
      Function<Consumer<BatchEvent>, StepExecutor> executor,
      Runnable onEnd) {
    this.machine = machine;
    this.steps = steps;
    this.reporter = reporter;
    this.deadline = new Deadline(() -> post(new BatchEvent.DeadlinePassed()));
    this.executor = executor.apply(this::post);
    this.onEnd = onEnd;
  }

  /** Whether the calling code runs inside a batch or on another thread of the engine. */
  public boolean isInside() {
    return executor.isInside();
  }

  /** Takes an event. Any thread; does not block. */
  public void post(BatchEvent event) {
    mailbox.add(event);
    if (undelivered.getAndIncrement() > 0) {
      return; // whoever is at it sees ours too
    }
    int delivered = 1;
    do {
      for (int i = 0; i < delivered; i++) {
        machine.on(mailbox.remove()).forEach(this::tryToPerform);
      }
      delivered = undelivered.addAndGet(-delivered);
    } while (delivered > 0);
  }

  /** What fails here (no thread to be had, say) must not leave the mailbox without an owner. */
  private void tryToPerform(BatchAction action) {
    try {
      perform(action);
    } catch (Throwable thrown) { // errors too: the context ends and says why
      reporter.broken(action, thrown);
      mailbox.add(new BatchEvent.StopRequested(false, true));
      undelivered.incrementAndGet();
    }
  }

  private void perform(BatchAction action) {
    if (action instanceof Allocate allocate) {
      executor.execute(() -> steps.allocate(allocate.batch()));
    } else if (action instanceof Plan plan) {
      executor.execute(() -> steps.plan(plan.batch()));
    } else if (action instanceof Run run) {
      executor.execute(() -> steps.run(run.batch(), run.output()));
    } else if (action instanceof Settle settle) {
      executor.execute(() -> steps.settle(settle.batch()));
    } else if (action instanceof StopSources) {
      executor.execute(steps::stopSources);
    } else if (action instanceof Submit submit) {
      reporter.submitted(submit.batch());
    } else if (action instanceof Complete complete) {
      steps.complete(complete.batch());
    } else if (action instanceof Done done) {
      steps.done(done.batch());
    } else if (action instanceof Report report) {
      reporter.failed(report.batch(), report.cause());
    } else if (action instanceof Drop drop) {
      reporter.dropped(drop.batch());
      steps.drop(drop.batch());
    } else if (action instanceof Abandon abandon) {
      reporter.dropped(abandon.batch());
    } else if (action instanceof Forget forget) {
      steps.forget(forget.batch());
    } else if (action instanceof SetDeadline set) {
      deadline.set(set.millis());
    } else if (action instanceof Overdue overdue) {
      reporter.overdue(overdue.phase());
    } else if (action instanceof Interrupt) {
      executor.interrupt();
    } else if (action instanceof End) {
      deadline.close();
      executor.shutdown();
      onEnd.run();
    }
  }
}
