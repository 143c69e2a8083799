package dev.tidemill.runtime.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.runtime.Await;
import dev.tidemill.runtime.batch.BatchEvent;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On which threads steps run, and whom an interrupt reaches. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersTest {
  private final BlockingQueue<Long> answers = new LinkedBlockingQueue<>();
  private volatile Consumer<Long> onAnswer = batch -> {};
  private final Workers workers = new Workers(this::take);

  private void take(BatchEvent event) {
    long batch = ((BatchEvent.Allocated) event).batch();
    onAnswer.accept(batch);
    answers.add(batch);
  }

  @AfterEach
  void end() {
    workers.shutdown();
  }

  private Step step(long batch, Runnable work) {
    return () -> {
      work.run();
      return new BatchEvent.Allocated(batch);
    };
  }

  private long answer() throws InterruptedException {
    Long batch = answers.poll(30, TimeUnit.SECONDS);
    assertTrue(batch != null, "no answer for half a minute");
    return batch;
  }

  @Test
  void stepsThatFollowFromEachOtherStayOnOneThread() throws Exception {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    onAnswer =
        batch -> {
          if (batch < 3) {
            workers.execute(step(batch + 1, () -> threads.add(Thread.currentThread())));
          }
        };
    workers.execute(step(1, () -> threads.add(Thread.currentThread())));
    for (long batch = 1; batch <= 3; batch++) {
      assertEquals(batch, answer());
    }
    assertEquals(3, threads.size());
    assertSame(threads.get(0), threads.get(1));
    assertSame(threads.get(0), threads.get(2));
  }

  @Test
  void aSecondStepGetsAnotherThreadAndDoesNotWait() throws Exception {
    CountDownLatch bothRun = new CountDownLatch(2);
    AtomicReference<Thread> second = new AtomicReference<>();
    AtomicReference<Thread> third = new AtomicReference<>();
    onAnswer =
        batch -> {
          if (batch == 1) {
            workers.execute(step(2, () -> meet(bothRun, second)));
            workers.execute(step(3, () -> meet(bothRun, third)));
          }
        };
    workers.execute(step(1, () -> {}));
    assertEquals(1, answer());
    assertEquals(5, answer() + answer());
    assertNotSame(second.get(), third.get());
  }

  private static void meet(CountDownLatch together, AtomicReference<Thread> who) {
    who.set(Thread.currentThread());
    together.countDown();
    try {
      Await.latch("the other step", together);
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  @Test
  void anInterruptReachesAStepThatRunsAndNotTheNextOne() throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    AtomicBoolean reached = new AtomicBoolean();
    AtomicBoolean leaked = new AtomicBoolean();
    onAnswer =
        batch -> {
          leaked.compareAndSet(false, Thread.currentThread().isInterrupted());
          if (batch == 1) {
            workers.execute(
                step(2, () -> leaked.compareAndSet(false, Thread.currentThread().isInterrupted())));
          }
        };
    workers.execute(
        step(
            1,
            () -> {
              runs.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException wanted) {
                reached.set(true);
                Thread.currentThread().interrupt(); // as a careful program does
              }
            }));
    Await.latch("the step", runs);
    workers.interrupt();
    assertEquals(1, answer());
    assertEquals(2, answer());
    assertTrue(reached.get());
    assertFalse(leaked.get());
  }

  @Test
  void anInterruptDoesNotReachWhoDeliversAnAnswer() throws Exception {
    AtomicBoolean reached = new AtomicBoolean();
    onAnswer =
        batch -> {
          workers.interrupt();
          reached.set(Thread.currentThread().isInterrupted());
        };
    workers.execute(step(1, () -> {}));
    assertEquals(1, answer());
    assertFalse(reached.get());
  }

  @Test
  void stepsAreInsideAndOthersAreNot() throws Exception {
    AtomicBoolean inside = new AtomicBoolean();
    workers.execute(step(1, () -> inside.set(workers.isInside())));
    answer();
    assertTrue(inside.get());
    assertFalse(workers.isInside());
  }
}
