package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.TaskContext;
import dev.tidemill.api.java.JavaFutureAction;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.partial.BoundedDouble;
import dev.tidemill.partial.PartialResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actions for which the program does not wait, in a context of one thread for them. */
class AsyncActionsTest extends DatasetTest {
  private static final long LONG = 30;

  private final JavaRDD<Integer> numbers =
      context.parallelize(IntStream.range(0, 10).boxed().toList(), 3);
  private final Shared<CountDownLatch> gate = new Shared<>(new CountDownLatch(1));
  private final Shared<CountDownLatch> begun = new Shared<>(new CountDownLatch(1));
  private final Shared<CountDownLatch> interrupted = new Shared<>(new CountDownLatch(1));

  AsyncActionsTest() {
    super("local[1]");
  }

  /** One record, which is not there before the gate opens. */
  private JavaRDD<Integer> gated() {
    return context
        .parallelize(List.of(1), 1)
        .map(
            n -> {
              begun.it().countDown();
              try {
                gate.it().await();
              } catch (InterruptedException stop) {
                interrupted.it().countDown();
                throw stop;
              }
              return n;
            });
  }

  private static void await(Shared<CountDownLatch> latch) throws InterruptedException {
    assertTrue(latch.it().await(LONG, TimeUnit.SECONDS), "waited for half a minute in vain");
  }

  private static <T> T resultOf(JavaFutureAction<T> action) throws Exception {
    return action.get(LONG, TimeUnit.SECONDS);
  }

  private static Throwable failureOf(JavaFutureAction<?> action) {
    return assertThrows(ExecutionException.class, () -> resultOf(action)).getCause();
  }

  @Test
  void theyGiveWhatTheActionsGive() throws Exception {
    assertEquals(10, resultOf(numbers.countAsync()));
    assertEquals(numbers.collect(), resultOf(numbers.collectAsync()));
    assertEquals(List.of(0, 1, 2, 3, 4), resultOf(numbers.takeAsync(5)));
    Counter sum = new Counter();
    assertEquals(null, resultOf(numbers.foreachAsync(sum::add)));
    assertEquals(45, sum.get());
    Counter partitions = new Counter();
    assertEquals(
        null,
        resultOf(numbers.foreachPartitionAsync(records -> partitions.add(records.next() + 1))));
    assertEquals(1 + 4 + 7, partitions.get(), "the first of each, and one more for each");
  }

  @Test
  void takingNothingRunsNothing() throws Exception {
    JavaRDD<Integer> failing =
        numbers
            .mapToPair(
                n -> {
                  if (n >= 0) {
                    throw new IllegalStateException("read");
                  }
                  return pair(n, n);
                })
            .reduceByKey(Integer::sum)
            .keys();
    assertEquals(List.of(), resultOf(failing.takeAsync(0)));
  }

  @Test
  void theCallerGoesOnMeanwhile() throws Exception {
    JavaFutureAction<Long> count = gated().countAsync();
    await(begun);
    assertFalse(count.isDone());
    assertThrows(TimeoutException.class, () -> count.get(0, TimeUnit.MILLISECONDS));
    gate.it().countDown();
    assertEquals(1, count.get());
    assertTrue(count.isDone());
    assertFalse(count.isCancelled());
    assertFalse(count.cancel(true), "it has ended");
    assertEquals(1, count.get());
  }

  @Test
  void everyJobHasANumberOfItsOwn() throws Exception {
    List<Integer> first = numbers.countAsync().jobIds();
    numbers.count();
    JavaFutureAction<?> second = numbers.takeAsync(10);
    assertEquals(1, first.size());
    assertEquals(List.of(first.get(0) + 2), second.jobIds());
    resultOf(second);
    assertEquals(List.of(first.get(0) + 2), second.jobIds());
  }

  @Test
  void aCancelledJobEndsAndItsTasksAreInterrupted() throws Exception {
    JavaFutureAction<Long> count = gated().countAsync();
    await(begun);
    assertTrue(count.cancel(false));
    assertTrue(count.isCancelled());
    assertTrue(count.isDone());
    CancellationException failure = assertThrows(CancellationException.class, count::get);
    assertEquals("Job " + count.jobIds().get(0) + " (count) was cancelled.", failure.getMessage());
    assertFalse(count.cancel(true), "it has ended");
    await(interrupted);
    assertEquals(10, resultOf(numbers.countAsync()), "the thread goes on, and is not interrupted");
  }

  @Test
  void aTaskThatTakesNoNoticeIsNotWaitedFor() throws Exception {
    Counter ran = new Counter();
    JavaRDD<Integer> more =
        numbers.map(
            n -> {
              ran.incrementAndGet();
              return n;
            });
    JavaFutureAction<List<Integer>> collected = deaf().union(more).collectAsync();
    await(begun);
    assertTrue(collected.cancel(true));
    assertThrows(CancellationException.class, collected::get);
    gate.it().countDown();
    assertEquals(10, resultOf(numbers.countAsync()));
    assertEquals(0, ran.get(), "further tasks do not begin");
  }

  /** Also before the engine knows of the job: then it would never end, nor free the thread. */
  @Test
  void itCanBeCancelledAtAnyTime() throws Exception {
    JavaRDD<Integer> endless = numbers.flatMap(n -> Stream.iterate(n, next -> next + 1).iterator());
    for (int i = 0; i < 4000; i++) {
      JavaFutureAction<Long> count = endless.countAsync();
      long cancelledAt = System.nanoTime() + i * 50; // from before it begins to well after that
      while (System.nanoTime() < cancelledAt) {
        Thread.onSpinWait();
      }
      assertTrue(count.cancel(true));
    }
    assertEquals(10, resultOf(numbers.countAsync()));
  }

  /** One record, whose function does not end when it is interrupted. */
  private JavaRDD<Integer> deaf() {
    return context
        .parallelize(List.of(1), 1)
        .map(
            n -> {
              begun.it().countDown();
              boolean open = false;
              while (!open) {
                try {
                  gate.it().await();
                  open = true;
                } catch (InterruptedException ignored) {
                  interrupted.it().countDown();
                }
              }
              return n;
            });
  }

  @Test
  void whatIsCancelledBeforeItBeginsNeverRuns() throws Exception {
    JavaFutureAction<Long> first = gated().countAsync();
    await(begun);
    Counter ran = new Counter();
    JavaFutureAction<Void> waiting = numbers.foreachAsync(ran::add);
    assertTrue(waiting.cancel(true));
    JavaFutureAction<Long> third = numbers.countAsync();
    gate.it().countDown();
    assertEquals(1, resultOf(first));
    assertEquals(10, resultOf(third));
    assertTrue(waiting.isCancelled());
    assertEquals(0, ran.get());
  }

  @Test
  void aFailureIsThatOfTheActionThatWaits() {
    JavaRDD<Integer> failing =
        numbers.map(
            n -> {
              if (n == 7) {
                throw new IllegalStateException("seven");
              }
              return n;
            });
    Throwable failure = failureOf(failing.countAsync());
    assertInstanceOf(SparkException.class, failure);
    assertEquals(
        "Job aborted due to stage failure: the task of partition 2 threw"
            + " java.lang.IllegalStateException: seven",
        failure.getMessage());
    assertEquals("seven", failure.getCause().getMessage());
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    assertThrows(NullPointerException.class, () -> numbers.foreachAsync(null));
    assertThrows(NullPointerException.class, () -> numbers.foreachPartitionAsync(null));
    IllegalArgumentException negative =
        assertThrows(IllegalArgumentException.class, () -> numbers.takeAsync(-1));
    assertEquals("takeAsync: num is -1; use 0 or more.", negative.getMessage());
  }

  @Test
  void theJobHasThePropertiesOfItsCall() throws Exception {
    JavaRDD<String> told =
        context.parallelize(List.of(1), 1).map(n -> TaskContext.get().getLocalProperty("told"));
    context.setLocalProperty("told", "first");
    JavaFutureAction<Long> busy = gated().countAsync();
    JavaFutureAction<List<String>> first = told.collectAsync();
    context.setLocalProperty("told", "second");
    JavaFutureAction<List<String>> second = told.collectAsync();
    context.setLocalProperty("told", null);
    JavaFutureAction<List<String>> none = told.collectAsync();
    gate.it().countDown();
    resultOf(busy);
    assertEquals(List.of("first"), resultOf(first));
    assertEquals(List.of("second"), resultOf(second));
    assertEquals(Collections.singletonList(null), resultOf(none));
  }

  @Test
  void soHaveTheJobsThatFollowFromIt(@TempDir Path directory) throws Exception {
    Shared<Set<String>> seen = new Shared<>(ConcurrentHashMap.newKeySet());
    Counter runs = new Counter();
    context.setCheckpointDir(directory.toString());
    context.setLocalProperty("told", "caller");
    JavaRDD<Integer> one =
        context
            .parallelize(List.of(1), 1)
            .map(
                n -> {
                  runs.incrementAndGet();
                  seen.it().add(String.valueOf(TaskContext.get().getLocalProperty("told")));
                  return n;
                });
    one.checkpoint();
    JavaFutureAction<Long> busy = gated().countAsync();
    JavaFutureAction<Long> count = one.countAsync();
    context.setLocalProperty("told", "later");
    gate.it().countDown();
    resultOf(busy);
    assertEquals(1, resultOf(count));
    assertTrue(one.isCheckpointed());
    assertEquals(2, runs.get(), "the action's job, and that which writes");
    assertEquals(Set.of("caller"), seen.it());
  }

  @Test
  void aGroupIsCancelledWithThoseOfItThatWait() throws Exception {
    context.setJobGroup("one", "described");
    JavaFutureAction<Long> running = gated().countAsync();
    await(begun);
    Counter ran = new Counter();
    JavaFutureAction<Void> waiting = numbers.foreachAsync(ran::add);
    context.setJobGroup("other", "described");
    JavaFutureAction<Long> other = numbers.countAsync();
    context.cancelJobGroup("one");
    String message = "Job cancelled because job group one was cancelled.";
    for (JavaFutureAction<?> action : List.of(running, waiting)) {
      Throwable failure = failureOf(action);
      assertInstanceOf(SparkException.class, failure);
      assertEquals(message, failure.getMessage());
      assertFalse(action.isCancelled(), "not by itself");
    }
    await(interrupted);
    assertEquals(10, resultOf(other));
    assertEquals(0, ran.get());
  }

  @Test
  void allJobsAreCancelledWithThoseThatWait() throws Exception {
    JavaFutureAction<Long> running = gated().countAsync();
    await(begun);
    JavaFutureAction<Long> waiting = numbers.countAsync();
    context.cancelAllJobs();
    String message = "Job cancelled as part of cancellation of all jobs.";
    assertEquals(message, failureOf(running).getMessage());
    assertEquals(message, failureOf(waiting).getMessage());
  }

  @Test
  void nothingWaitsForAStoppedContext() throws Exception {
    JavaFutureAction<List<Integer>> running = deaf().collectAsync();
    await(begun);
    JavaFutureAction<Long> waiting = numbers.countAsync();
    context.stop();
    for (JavaFutureAction<?> action : List.of(running, waiting)) {
      Throwable failure = failureOf(action);
      assertInstanceOf(SparkException.class, failure);
      assertEquals("Job cancelled because SparkContext was shut down.", failure.getMessage());
    }
    await(interrupted);
    IllegalStateException refused = assertThrows(IllegalStateException.class, numbers::countAsync);
    assertEquals("The context has been stopped; make a new one to run jobs.", refused.getMessage());
    gate.it().countDown();
  }

  @Test
  void threadsAreDaemonsAndEndWithTheContext() throws Exception {
    Shared<AtomicReference<Thread>> thread = new Shared<>(new AtomicReference<>());
    resultOf(
        context
            .parallelize(List.of(1), 1)
            .foreachAsync(n -> thread.it().set(Thread.currentThread())));
    Thread worker = thread.it().get();
    assertTrue(worker.isDaemon());
    assertNotEquals(Thread.currentThread(), worker);
    context.stop();
    worker.join(TimeUnit.SECONDS.toMillis(LONG));
    assertFalse(worker.isAlive());
  }

  @Test
  void aTaskMayWaitForAnActionOfTheOnlyThread() throws Exception {
    requireLocalEngine("Contexts stay behind when a task travels.");
    JavaRDD<Integer> dataset = numbers;
    JavaFutureAction<List<Long>> outer =
        context.parallelize(List.of(1), 1).map(n -> dataset.countAsync().get()).collectAsync();
    assertEquals(List.of(10L), resultOf(outer));
  }

  @Test
  void whatIsToldOfAnEndMayWaitForAnotherAction() throws Exception {
    CompletableFuture<Long> told = new CompletableFuture<>();
    PartialResult<BoundedDouble> count = gated().countApprox(0);
    count.onComplete(value -> told.complete(numbers.countAsync().get()));
    gate.it().countDown();
    assertEquals(10, told.get(LONG, TimeUnit.SECONDS));
  }

  @Test
  void noMoreRunAtOnceThanThereAreCores() throws Exception {
    Shared<AtomicInteger> most = new Shared<>(new AtomicInteger());
    Counter running = new Counter();
    try (JavaSparkContext two =
        new JavaSparkContext(conf().setMaster("local[2]").setAppName("2"))) {
      JavaRDD<Integer> one = two.parallelize(List.of(1), 1);
      // Both threads must be at work before either may go on.
      Shared<CountDownLatch> both = new Shared<>(new CountDownLatch(2));
      List<JavaFutureAction<Void>> actions = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        actions.add(
            one.foreachAsync(
                n -> {
                  most.it().accumulateAndGet(running.incrementAndGet(), Math::max);
                  both.it().countDown();
                  await(both);
                  running.decrementAndGet();
                }));
      }
      for (JavaFutureAction<Void> action : actions) {
        resultOf(action);
      }
    }
    assertEquals(2, most.it().get());
  }
}
