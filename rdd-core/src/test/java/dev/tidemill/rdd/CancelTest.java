package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.TaskContext;
import dev.tidemill.api.java.JavaRDD;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Jobs that the program ends. */
class CancelTest extends DatasetTest {
  private final JavaRDD<Integer> numbers =
      context.parallelize(IntStream.range(0, 4).boxed().toList(), 2);
  private final Shared<CountDownLatch> begun = new Shared<>(new CountDownLatch(1));

  private CompletableFuture<Long> inGroup(String group, JavaRDD<?> dataset) {
    CompletableFuture<Long> ended = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              context.setJobGroup(group, "described");
              try {
                ended.complete(dataset.count());
              } catch (Throwable failed) {
                ended.completeExceptionally(failed);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return ended;
  }

  private JavaRDD<Integer> endless() {
    return numbers.flatMap(
        n -> {
          begun.it().countDown();
          return Stream.iterate(n, next -> next + 1).iterator();
        });
  }

  private static SparkException failureOf(CompletableFuture<Long> job) {
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> job.get(30, TimeUnit.SECONDS));
    return assertInstanceOf(SparkException.class, failed.getCause());
  }

  @Test
  void theJobsOfAGroupEndAndOthersGoOn() throws Exception {
    Shared<CountDownLatch> other = new Shared<>(new CountDownLatch(1));
    CompletableFuture<Long> slow =
        inGroup(
            "slow",
            numbers.map(
                n -> {
                  other.it().await(30, TimeUnit.SECONDS);
                  return n;
                }));
    CompletableFuture<Long> cancelled = inGroup("endless", endless());
    assertTrue(begun.it().await(30, TimeUnit.SECONDS));
    context.cancelJobGroup("another");
    context.cancelJobGroup("endless");
    assertEquals(
        "Job cancelled because job group endless was cancelled.",
        failureOf(cancelled).getMessage());
    assertFalse(slow.isDone());
    other.it().countDown();
    assertEquals(4, slow.get(30, TimeUnit.SECONDS));
    assertEquals(4, numbers.count(), "the context goes on");
  }

  @Test
  void allJobsEnd() throws Exception {
    CompletableFuture<Long> one = inGroup("one", endless());
    assertTrue(begun.it().await(30, TimeUnit.SECONDS));
    context.cancelAllJobs();
    assertEquals("Job cancelled as part of cancellation of all jobs.", failureOf(one).getMessage());
  }

  @Test
  void aTaskIsInterruptedAndToldSo() throws Exception {
    Shared<AtomicBoolean> told = new Shared<>(new AtomicBoolean());
    CompletableFuture<Long> job =
        inGroup(
            "waiting",
            context
                .parallelize(List.of(1), 1)
                .map(
                    n -> {
                      TaskContext task = TaskContext.get();
                      begun.it().countDown();
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException interrupted) {
                        told.it().set(task.isInterrupted());
                      }
                      return n;
                    }));
    assertTrue(begun.it().await(30, TimeUnit.SECONDS));
    context.cancelJobGroup("waiting");
    failureOf(job);
    assertTrue(told.it().get());
  }

  @Test
  void aTaskThatCancelsItsOwnJobEnds() {
    requireLocalEngine("Contexts stay behind when a task travels.");
    JavaRDD<Integer> endless =
        context
            .parallelize(List.of(1), 1)
            .flatMap(
                n -> {
                  context.cancelAllJobs();
                  return Stream.iterate(n, next -> next + 1).iterator();
                });
    SparkException failure = assertThrows(SparkException.class, endless::count);
    assertEquals("Job cancelled as part of cancellation of all jobs.", failure.getMessage());
    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals(4, numbers.count(), "the context goes on");
  }

  @Test
  void aCancelledTaskIsNotTriedAgain() throws Exception {
    CompletableFuture<Long> job = inGroup("endless", endless());
    assertTrue(begun.it().await(30, TimeUnit.SECONDS));
    context.cancelJobGroup("endless");
    assertFalse(failureOf(job).getMessage().contains("times"));
  }

  @Test
  void aGroupIsSetForTheThreadAndCleared() {
    context.setJobGroup("g", "d", true);
    assertEquals("g", context.getLocalProperty("spark.jobGroup.id"));
    assertEquals("d", context.getLocalProperty("spark.job.description"));
    context.setJobDescription("other");
    assertEquals("other", context.getLocalProperty("spark.job.description"));
    context.clearJobGroup();
    assertEquals(null, context.getLocalProperty("spark.jobGroup.id"));
    assertEquals(null, context.getLocalProperty("spark.job.description"));
    assertThrows(IllegalArgumentException.class, () -> context.setJobGroup("", "d"));
    assertThrows(IllegalArgumentException.class, () -> context.cancelJobGroup(null));
  }
}
