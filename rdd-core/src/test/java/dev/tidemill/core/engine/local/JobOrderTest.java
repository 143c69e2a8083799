package dev.tidemill.core.engine.local;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which job the next helper goes to. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JobOrderTest {
  private static final Optional<String> NO_POOL = Optional.empty();

  private static TaskSet stage(long job, Optional<String> pool) {
    return new TaskSet(job, pool, 10, 1, (partition, attempt) -> {});
  }

  /** A stage at which some threads work until the latch opens. */
  private static TaskSet busy(long job, Optional<String> pool, int threads, CountDownLatch end)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(threads);
    TaskSet stage =
        new TaskSet(
            job,
            pool,
            10,
            1,
            (partition, attempt) -> {
              begun.countDown();
              end.await(30, TimeUnit.SECONDS);
            });
    for (int i = 0; i < threads; i++) {
      Thread helper = new Thread(stage::runOne);
      helper.setDaemon(true);
      helper.start();
    }
    assertTrue(begun.await(30, TimeUnit.SECONDS));
    return stage;
  }

  @Test
  void fifoTakesTheOldestHoweverManyWorkForIt() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    TaskSet oldest = busy(1, NO_POOL, 3, end);
    assertSame(oldest, JobOrder.FIFO.first(List.of(stage(2, NO_POOL), oldest)));
    end.countDown();
  }

  @Test
  void fairTakesTheJobWithTheFewest() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    TaskSet three = busy(1, NO_POOL, 3, end);
    TaskSet one = busy(2, NO_POOL, 1, end);
    TaskSet two = busy(3, NO_POOL, 2, end);
    assertSame(one, JobOrder.FAIR.first(List.of(three, two, one)));
    end.countDown();
  }

  @Test
  void fairCountsThePoolTogetherAndTakesTheOldestInIt() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Optional<String> pool = Optional.of("pool");
    TaskSet busyOfPool = busy(1, pool, 2, end);
    TaskSet idleOfPool = stage(2, pool);
    TaskSet other = busy(3, NO_POOL, 1, end);
    assertSame(other, JobOrder.FAIR.first(List.of(busyOfPool, idleOfPool, other)));
    TaskSet more = busy(4, NO_POOL, 3, end);
    assertSame(busyOfPool, JobOrder.FAIR.first(List.of(more, idleOfPool, busyOfPool)));
    end.countDown();
  }

  @Test
  void aNameOfAPoolIsNoNumberOfAJob() {
    TaskSet job = stage(1, NO_POOL);
    TaskSet pool = stage(2, Optional.of("1"));
    assertSame(job, JobOrder.FAIR.first(List.of(pool, job)));
  }
}
