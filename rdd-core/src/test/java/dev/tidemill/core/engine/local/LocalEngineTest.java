package dev.tidemill.core.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.Job.PartitionTask;
import dev.tidemill.core.engine.local.LocalEngine.Options;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("try") // engines are closed by hand, that is what is tested
class LocalEngineTest {
  private static final AtomicLong NEXT_ID = new AtomicLong();

  private final LocalEngine engine = new LocalEngine(Options.ofCores(2), NothingKept.partitions());

  @AfterEach
  void closeEngine() {
    engine.close();
  }

  /** A job over a plan of as many partitions as asked for, each holding its own number. */
  private static <R> Job<Integer, R> job(int partitions, PartitionTask<Integer, R> task) {
    List<Integer> numbers = IntStream.range(0, partitions).boxed().toList();
    Plan<Integer> plan = new Source<>(GivenData.sliced(numbers, partitions));
    int[] all = IntStream.range(0, partitions).toArray();
    return new Job<>(
        NEXT_ID.getAndIncrement(),
        "test",
        plan,
        Job.Rounds.one(all),
        task,
        (partition, result) -> {},
        Map.of());
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertTrue(latch.await(30, TimeUnit.SECONDS), "waited for half a minute in vain");
  }

  private static CompletableFuture<Void> inThread(LocalEngine engine, Job<Integer, ?> job) {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                engine.run(job);
                ended.complete(null);
              } catch (Throwable failed) {
                ended.completeExceptionally(failed);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return ended;
  }

  @Test
  void aHelperTakesTheSecondTaskWhileTheFirstBlocks() throws Exception {
    CountDownLatch secondRan = new CountDownLatch(1);
    engine.run(
        job(
            2,
            (partition, records) -> {
              if (partition == 0) {
                await(secondRan);
              } else {
                secondRan.countDown();
              }
              return null;
            }));
    assertEquals(0, secondRan.getCount());
  }

  @Test
  void noStageIsOverlookedByTheWatchdog() throws Exception {
    // Falls asleep and is woken in every round; a lost wake-up leaves the first task waiting.
    for (int round = 0; round < 3_000; round++) {
      aHelperTakesTheSecondTaskWhileTheFirstBlocks();
    }
  }

  @Test
  void stagesOfManyThreadsAllGetHelp() throws Exception {
    try (LocalEngine shared = new LocalEngine(Options.ofCores(5), NothingKept.partitions())) {
      List<CompletableFuture<Void>> ended = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        CyclicBarrier both = new CyclicBarrier(2);
        ended.add(
            inThread(shared, job(40, (partition, records) -> both.await(30, TimeUnit.SECONDS))));
      }
      for (CompletableFuture<Void> one : ended) {
        one.get(30, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void asManyTasksRunAtOnceAsThereAreCores() throws Exception {
    try (LocalEngine four = new LocalEngine(Options.ofCores(4), NothingKept.partitions())) {
      CyclicBarrier allAtOnce = new CyclicBarrier(4);
      four.run(job(8, (partition, records) -> allAtOnce.await(30, TimeUnit.SECONDS)));
    }
  }

  @Test
  void anEngineOfOneCoreRunsEverythingOnTheCallingThread() throws Exception {
    try (LocalEngine single = new LocalEngine(Options.ofCores(1), NothingKept.partitions())) {
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      single.run(job(50, (partition, records) -> threads.add(Thread.currentThread())));
      assertEquals(Set.of(Thread.currentThread()), threads);
    }
  }

  @Test
  void theResultOfEveryPartitionIsHandedOverOnce() throws Exception {
    List<Integer> results = Collections.synchronizedList(new ArrayList<>());
    Job<Integer, Integer> ten = job(10, (partition, records) -> partition * 10);
    engine.run(
        new Job<>(
            NEXT_ID.getAndIncrement(),
            "test",
            ten.plan(),
            Job.Rounds.one(new int[] {7, 2, 5}),
            ten.task(),
            (partition, result) -> {
              assertEquals(partition * 10, result);
              results.add(partition);
            },
            Map.of()));
    Collections.sort(results);
    assertEquals(List.of(2, 5, 7), results);
  }

  @Test
  void aJobOverNoPartitionsIsDoneAtOnce() throws Exception {
    engine.run(
        job(
            0,
            (partition, records) -> {
              throw new AssertionError("there is no partition");
            }));
  }

  @Test
  void afterAFailureTasksThatHadNotBegunAreDropped() {
    try (LocalEngine single = new LocalEngine(Options.ofCores(1), NothingKept.partitions())) {
      List<Integer> begun = new ArrayList<>();
      assertThrows(
          SparkException.class,
          () ->
              single.run(
                  job(
                      10,
                      (partition, records) -> {
                        begun.add(partition);
                        if (partition == 2) {
                          throw new IllegalStateException("no");
                        }
                        return null;
                      })));
      assertEquals(List.of(0, 1, 2), begun);
    }
  }

  @Test
  void theFailureKeepsItsCauseAndNamesThePartition() {
    IllegalStateException thrown = new IllegalStateException("two\nlines");
    SparkException failure =
        assertThrows(
            SparkException.class,
            () ->
                engine.run(
                    job(
                        1,
                        (partition, records) -> {
                          throw thrown;
                        })));
    assertSame(thrown, failure.getCause());
    assertTrue(
        failure
            .getMessage()
            .startsWith(
                "Job aborted due to stage failure: the task of partition 0 threw"
                    + " java.lang.IllegalStateException: two\\nlines"),
        failure.getMessage());
  }

  @Test
  void aJobOverSomePartitionsNamesTheOneThatFailed() {
    Job<Integer, Object> ten =
        job(
            10,
            (partition, records) -> {
              throw new IllegalStateException("no");
            });
    Job<Integer, Object> one =
        new Job<>(
            NEXT_ID.getAndIncrement(),
            "test",
            ten.plan(),
            Job.Rounds.one(new int[] {7}),
            ten.task(),
            ten.onPartition(),
            Map.of());
    SparkException failure = assertThrows(SparkException.class, () -> engine.run(one));
    assertTrue(failure.getMessage().contains("the task of partition 7 threw"));
  }

  @Test
  void aTaskThatBlocksIsInterruptedWhenAnotherFails() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    SparkException failure =
        assertThrows(
            SparkException.class,
            () ->
                engine.run(
                    job(
                        2,
                        (partition, records) -> {
                          if (partition == 0) {
                            blocked.countDown();
                            await(new CountDownLatch(1));
                          }
                          await(blocked);
                          throw new IllegalStateException("task 1");
                        })));
    assertEquals("task 1", failure.getCause().getMessage());
    assertEquals(0, failure.getSuppressed().length, "what our own interrupt caused is no failure");
    assertFalse(Thread.currentThread().isInterrupted(), "the interrupt stayed with the caller");
  }

  @Test
  void noTaskOfAFailedJobStillRunsWhenItsCallerSeesTheFailure() throws Exception {
    AtomicInteger running = new AtomicInteger();
    for (int round = 0; round < 200; round++) {
      CyclicBarrier together = new CyclicBarrier(2);
      assertThrows(
          SparkException.class,
          () ->
              engine.run(
                  job(
                      2,
                      (partition, records) -> {
                        running.incrementAndGet();
                        try {
                          together.await(30, TimeUnit.SECONDS);
                          throw new IllegalStateException("task " + partition);
                        } finally {
                          running.decrementAndGet();
                        }
                      })));
      assertEquals(0, running.get());
      assertFalse(Thread.currentThread().isInterrupted());
    }
  }

  @Test
  void anExceptionThrownAgainAndAgainGathersNothing() {
    RuntimeException constant = new IllegalStateException("made once");
    for (int round = 0; round < 50; round++) {
      CyclicBarrier together = new CyclicBarrier(2);
      assertThrows(
          SparkException.class,
          () ->
              engine.run(
                  job(
                      2,
                      (partition, records) -> {
                        together.await(30, TimeUnit.SECONDS);
                        throw partition == 0 ? constant : new IllegalStateException("other");
                      })));
    }
    assertEquals(0, constant.getSuppressed().length);
  }

  @ParameterizedTest
  @ValueSource(classes = {StackOverflowError.class, LinkageError.class, OutOfMemoryError.class})
  void anErrorOfUserCodeFailsTheJobAndNotTheEngine(Class<? extends Error> type) throws Exception {
    for (int failing = 0; failing < 2; failing++) {
      int partitionThatFails = failing;
      CyclicBarrier together = new CyclicBarrier(2);
      SparkException failure =
          assertThrows(
              SparkException.class,
              () ->
                  engine.run(
                      job(
                          2,
                          (partition, records) -> {
                            together.await(30, TimeUnit.SECONDS);
                            if (partition == partitionThatFails) {
                              throw type.getConstructor(String.class).newInstance("test");
                            }
                            return null;
                          })));
      assertInstanceOf(type, failure.getCause());
    }
    aHelperTakesTheSecondTaskWhileTheFirstBlocks();
  }

  @Test
  void aStackThatReallyOverflowsFailsTheJob() throws Exception {
    SparkException failure =
        assertThrows(
            SparkException.class, () -> engine.run(job(2, (partition, records) -> endless(1))));
    assertInstanceOf(StackOverflowError.class, failure.getCause());
    aHelperTakesTheSecondTaskWhileTheFirstBlocks();
  }

  private static int endless(int depth) {
    return endless(depth + 1) + 1;
  }

  @Test
  void anInterruptEndsAJobThatWaitsForAHelper() throws Exception {
    Thread caller = Thread.currentThread();
    CountDownLatch firstDone = new CountDownLatch(1);
    assertThrows(
        InterruptedException.class,
        () ->
            engine.run(
                job(
                    2,
                    (partition, records) -> {
                      if (Thread.currentThread() == caller) {
                        await(firstDone); // so that a helper takes the other task
                      } else {
                        firstDone.countDown();
                        caller.interrupt();
                        await(new CountDownLatch(1));
                      }
                      return null;
                    })));
  }

  @Test
  void anInterruptEndsAJobBetweenItsTasks() {
    try (LocalEngine single = new LocalEngine(Options.ofCores(1), NothingKept.partitions())) {
      List<Integer> begun = new ArrayList<>();
      assertThrows(
          InterruptedException.class,
          () ->
              single.run(
                  job(
                      5,
                      (partition, records) -> {
                        begun.add(partition);
                        Thread.currentThread().interrupt();
                        return null;
                      })));
      assertEquals(List.of(0), begun);
      assertFalse(Thread.currentThread().isInterrupted());
    }
  }

  @Test
  void anInterruptBeforeTheJobRunsNothing() {
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class,
        () ->
            engine.run(
                job(
                    1,
                    (partition, records) -> {
                      throw new AssertionError("it ran");
                    })));
  }

  @Test
  void aTaskMayRunAJobOfItsOwn() throws Exception {
    AtomicInteger inner = new AtomicInteger();
    engine.run(
        job(
            4,
            (outer, records) -> {
              engine.run(job(4, (partition, inside) -> inner.incrementAndGet()));
              return null;
            }));
    assertEquals(16, inner.get());
  }

  @Test
  void aFailureInsideANestedJobIsNotWrappedTwice() {
    IllegalStateException thrown = new IllegalStateException("inner");
    SparkException failure =
        assertThrows(
            SparkException.class,
            () ->
                engine.run(
                    job(
                        1,
                        (outer, records) -> {
                          engine.run(
                              job(
                                  1,
                                  (partition, inside) -> {
                                    throw thrown;
                                  }));
                          return null;
                        })));
    assertSame(thrown, failure.getCause());
  }

  @Test
  void aClosedEngineRefusesJobs() {
    engine.close();
    engine.close();
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class, () -> engine.run(job(2, (partition, records) -> null)));
    assertEquals("The context has been stopped; make a new one to run jobs.", refused.getMessage());
  }

  @Test
  void closingTheEngineFailsTheJobThatRuns() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CompletableFuture<Void> ended =
        inThread(
            engine,
            job(
                2,
                (partition, records) -> {
                  begun.countDown();
                  await(new CountDownLatch(1));
                  return null;
                }));
    await(begun);
    engine.close();
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> ended.get(30, TimeUnit.SECONDS));
    SparkException cancelled = assertInstanceOf(SparkException.class, failure.getCause());
    assertEquals("Job cancelled because SparkContext was shut down.", cancelled.getMessage());
  }

  @Test
  void closingTheEngineFromItsOwnTaskFailsTheJobAfterThatTask() {
    List<Integer> finished = Collections.synchronizedList(new ArrayList<>());
    try (LocalEngine single = new LocalEngine(Options.ofCores(1), NothingKept.partitions())) {
      assertThrows(
          SparkException.class,
          () ->
              single.run(
                  job(
                      3,
                      (partition, records) -> {
                        single.close();
                        finished.add(partition);
                        return null;
                      })));
    }
    assertEquals(List.of(0), finished);
  }

  @Test
  void jobsThatRaceWithCloseEitherEndOrFail() throws Exception {
    for (int round = 0; round < 300; round++) {
      LocalEngine closing = new LocalEngine(Options.ofCores(3), NothingKept.partitions());
      CompletableFuture<Void> ended = inThread(closing, job(20, (partition, records) -> null));
      closing.close();
      try {
        ended.get(30, TimeUnit.SECONDS);
      } catch (ExecutionException failed) {
        Throwable cause = failed.getCause();
        assertTrue(
            cause instanceof IllegalStateException || cause instanceof SparkException,
            cause::toString);
      }
    }
    assertNoThreadStays("tidemill-watchdog", "tidemill-task");
  }

  @Test
  void helpersThatWereCalledInVainDoNotPileUpBehindALongTask() throws Exception {
    CountDownLatch helperBusy = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    CompletableFuture<Void> ended =
        inThread(
            engine,
            job(
                2,
                (partition, records) -> {
                  if (Thread.currentThread().getName().equals("tidemill-task")) {
                    helperBusy.countDown();
                  }
                  await(release);
                  return null;
                }));
    await(helperBusy);
    for (int round = 0; round < 200; round++) {
      engine.run(
          job(
              2,
              (partition, records) -> {
                assertSame(caller, Thread.currentThread());
                // Longer than the watchdog's patience, so that it calls a helper.
                long end = System.nanoTime() + 300_000;
                while (System.nanoTime() < end) {
                  Thread.onSpinWait();
                }
                return null;
              }));
    }
    int waiting = engine.helpers().offered();
    release.countDown();
    ended.get(30, TimeUnit.SECONDS);
    assertTrue(waiting <= 1, waiting + " calls wait for a helper");
  }

  @Test
  void aHundredThousandSmallJobsLeaveNoThreadsAndNoMemory() throws Exception {
    Job<Integer, Integer> small = job(2, (partition, records) -> partition);
    for (int i = 0; i < 20_000; i++) {
      engine.run(small); // everything that is made once is made now
    }
    int threadsBefore = Thread.activeCount();
    long before = usedAfterCollection();
    for (int i = 0; i < 100_000; i++) {
      engine.run(small);
    }
    long grown = usedAfterCollection() - before;
    assertTrue(grown < 1 << 20, grown + " bytes more than before");
    int threads = Thread.activeCount();
    assertTrue(threads <= threadsBefore + 1, threads + " threads, before " + threadsBefore);
    engine.close();
    assertNoThreadStays("tidemill-watchdog", "tidemill-task");
  }

  /** The least of several looks: a collection may leave what was allocated while it ran. */
  private static long usedAfterCollection() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static void assertNoThreadStays(String... names) throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (List.of(names).contains(thread.getName())) {
        thread.join(TimeUnit.SECONDS.toMillis(30));
        assertFalse(thread.isAlive(), thread + " is still alive");
      }
    }
  }
}
