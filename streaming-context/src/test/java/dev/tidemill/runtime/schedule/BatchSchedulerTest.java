package dev.tidemill.runtime.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.runtime.Await;
import dev.tidemill.runtime.batch.BatchEvent;
import dev.tidemill.runtime.batch.BatchMachine;
import dev.tidemill.runtime.batch.BatchRules;
import dev.tidemill.runtime.listen.ListenerBus;
import dev.tidemill.streaming.Durations;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchSchedulerTest {
  private final Termination termination = new Termination();
  private final AtomicInteger ends = new AtomicInteger();

  private BatchScheduler scheduler(StepExecutor executor) {
    BatchReporter reporter = new BatchReporter(new ListenerBus(), termination);
    StreamGraph graph = new StreamGraph(Durations.seconds(1));
    return new BatchScheduler(
        new BatchMachine(new BatchRules(1000, 10, 1, false, OptionalInt.empty(), 4, 50, 50), 0),
        new BatchSteps(graph, reporter, Optional.empty()),
        reporter,
        mailbox -> executor,
        ends::incrementAndGet);
  }

  /** An executor for a machine that has no thread left. */
  private static final class Exhausted implements StepExecutor {
    final OutOfMemoryError thrown = new OutOfMemoryError("unable to create native thread");

    @Override
    public void execute(Step step) {
      throw thrown;
    }

    @Override
    public void interrupt() {
      throw thrown;
    }

    @Override
    public void shutdown() {}

    @Override
    public boolean isInside() {
      return false;
    }
  }

  @Test
  void whenNoStepCanBeBegunTheContextEndsAndSaysWhy() {
    Exhausted executor = new Exhausted();
    BatchScheduler scheduler = scheduler(executor);
    scheduler.post(new BatchEvent.Tick(1000));
    Await.until("the end", () -> ends.get() == 1);
    assertSame(executor.thrown, assertThrows(OutOfMemoryError.class, () -> termination.await(0)));
    scheduler.post(new BatchEvent.Tick(2000));
    scheduler.post(new BatchEvent.StopRequested(false, true));
    assertEquals(1, ends.get());
  }
}
