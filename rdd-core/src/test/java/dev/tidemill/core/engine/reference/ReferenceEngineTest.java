package dev.tidemill.core.engine.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.TaskContext;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.engine.Engine;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.util.LongAccumulator;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only this engine does; the operators are tested on it too, beside those of the others. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReferenceEngineTest {
  // Static, so that a copy of a function finds it.
  private static CountDownLatch begun;
  private static int runs;

  private final JavaSparkContext context =
      new JavaSparkContext(
          new SparkConf(false)
              .setMaster("local[1,3]")
              .setAppName("reference")
              .set("tidemill.engine", "reference"));
  private final Engine engine = context.sc().engine();

  @BeforeEach
  void beginNew() {
    begun = new CountDownLatch(1);
    runs = 0;
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private JavaRDD<Integer> numbers(int count, int partitions) {
    return context.parallelize(IntStream.range(0, count).boxed().toList(), partitions);
  }

  @Test
  void everyTaskHasACopyOfItsOwnOfWhatItsFunctionsRefersTo() {
    List<Integer> seen = new ArrayList<>();
    JavaRDD<Integer> sizes =
        numbers(4, 2)
            .map(
                n -> {
                  seen.add(n);
                  return seen.size();
                });
    assertEquals(List.of(1, 2, 1, 2), sizes.collect());
    assertEquals(List.of(), seen);
  }

  /** Cannot be encoded. */
  private static final class Handle {
    private final Thread thread = Thread.currentThread();

    @Override
    public String toString() {
      return thread.getName();
    }
  }

  private static String failure(Runnable job) {
    return assertThrows(SparkException.class, job::run).getMessage();
  }

  @Test
  void whatCannotTravelIsNamed() {
    String why =
        "thread: java.lang.Thread: it belongs to this process, or is no plain value. Make"
            + " the field transient, keep a plain value in its place, or give a TypeCodec"
            + " (tidemill.codec.class).";
    JavaRDD<Handle> handles = numbers(1, 1).map(n -> new Handle());
    assertEquals(1, handles.count());
    assertEquals(
        "The result of collect cannot leave its task: Cannot encode ArrayList[0]." + why,
        failure(handles::collect));
    assertEquals(
        "A record cannot be moved to the partition of its key: Cannot encode Tuple2._2." + why,
        failure(() -> handles.mapToPair(h -> new Tuple2<>(1, h)).groupByKey(2).count()));
    assertEquals(
        "A record of given data in 1 partitions cannot be sent to a task: Cannot encode Handle."
            + why,
        failure(() -> context.parallelize(List.of(new Handle()), 1).count()));
    handles.rdd().plan().keep(StorageLevel.MEMORY_ONLY());
    assertEquals("A record cannot be kept: Cannot encode Handle." + why, failure(handles::count));
  }

  @Test
  void aFunctionThatCannotTravelIsNamed() {
    Handle handle = new Handle();
    String text = failure(() -> numbers(1, 1).map(n -> handle + "").count());
    assertTrue(text.startsWith("Task not serializable: a task of count "), text);
    assertTrue(text.contains(Handle.class.getName()), text);
  }

  private static final class Program implements Serializable {
    private final JavaRDD<Integer> lines;

    Program(JavaRDD<Integer> lines) {
      this.lines = lines;
    }

    Function<Integer, Long> counting() {
      return n -> lines.count();
    }
  }

  @Test
  void aDatasetIsOfNoUseInATask() {
    JavaRDD<Long> counts = numbers(1, 1).map(new Program(numbers(3, 1)).counting());
    assertEquals(
        "A dataset was used inside a task; functions run in tasks, which cannot use one: join the"
            + " two, or collect it and broadcast the result.",
        failure(counts::collect));
  }

  @Test
  void aTaskIsTriedAsOftenAsTheMasterSaysAndCountsOnce() {
    LongAccumulator sum = context.sc().longAccumulator();
    JavaRDD<Integer> failingTwice =
        numbers(4, 2)
            .map(
                n -> {
                  sum.add(1);
                  TaskContext task = TaskContext.get();
                  if (n % 2 == 1 && task.attemptNumber() < 2) {
                    throw new IllegalStateException("no");
                  }
                  return task.attemptNumber() * 10 + task.partitionId();
                });
    assertEquals(List.of(20, 20, 21, 21), failingTwice.collect());
    assertEquals(4, sum.value());
    JavaRDD<Integer> failing =
        numbers(1, 1)
            .map(
                n -> {
                  sum.add(1);
                  throw new IllegalStateException("never");
                });
    String begin =
        "Job aborted due to stage failure: the task of partition 0 failed 3 times, most recently it"
            + " threw java.lang.IllegalStateException: never";
    assertTrue(failure(failing::count).startsWith(begin));
    assertEquals(4, sum.value());
  }

  private static JavaRDD<Integer> counted(JavaRDD<Integer> dataset) {
    return dataset.mapPartitions(
        all -> {
          runs++;
          return all;
        });
  }

  @Test
  void whatIsToBeKeptIsMadeOnceWholeAndAgainOnceItIsDropped() {
    JavaRDD<Integer> kept = counted(numbers(6, 2));
    Plan<Integer> plan = kept.rdd().plan();
    plan.keep(StorageLevel.MEMORY_ONLY());
    assertEquals(List.of(0), kept.take(1));
    assertEquals(1, runs);
    assertEquals(12, kept.union(kept).count());
    assertEquals(2, runs);
    assertEquals(List.of(List.of(0, 1, 2, 3, 4, 5)), joined(kept).collect());
    assertEquals(2, runs);
    engine.drop(plan);
    plan.keepNoMore();
    assertEquals(6, kept.count());
    assertEquals(4, runs);
    plan.keep(StorageLevel.MEMORY_ONLY());
    engine.drop(plan);
    assertEquals(6, kept.count());
    assertEquals(6, kept.count());
    assertEquals(6, runs);
  }

  private static JavaRDD<List<Integer>> joined(JavaRDD<Integer> dataset) {
    return dataset.mapToPair(n -> new Tuple2<>(n, n)).coalesce(1).keys().glom();
  }

  @Test
  void belowWhatIsKeptAsAWholeNothingRunsUnlessItIsDropped() throws Exception {
    JavaPairRDD<Integer, Integer> moved =
        counted(numbers(6, 2)).mapToPair(n -> new Tuple2<>(n, n)).reduceByKey(Integer::sum, 3);
    Plan<Tuple2<Integer, Integer>> plan = moved.rdd().plan();
    plan.keep(StorageLevel.MEMORY_ONLY());
    assertEquals(6, moved.count());
    assertEquals(2, runs);
    assertEquals(6, moved.count());
    assertEquals(2, runs);
    List<List<Integer>> results = new ArrayList<>();
    int[] round = new int[1];
    Job.Rounds oneByOne =
        () -> {
          if (round[0] == 1) {
            engine.drop(plan);
          }
          return round[0] < 3 ? new int[] {round[0]++} : new int[0];
        };
    engine.run(
        new Job<>(
            0,
            "test",
            plan,
            oneByOne,
            (partition, records) -> {
              List<Integer> keys = new ArrayList<>();
              records.forEach(pair -> keys.add(pair._1));
              return keys;
            },
            (partition, keys) -> results.add(keys),
            Map.of()));
    assertEquals(List.of(List.of(0, 3), List.of(1, 4), List.of(2, 5)), results);
    assertEquals(4, runs);
  }

  private static void awaitBegun() throws InterruptedException {
    assertTrue(begun.await(30, TimeUnit.SECONDS), "waited for half a minute in vain");
  }

  private CompletableFuture<Boolean> endlessJob(JavaRDD<Integer> numbers) {
    CompletableFuture<Boolean> interruptedAfterwards = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                numbers
                    .map(
                        n -> {
                          begun.countDown();
                          new CountDownLatch(1).await();
                          return n;
                        })
                    .count();
                interruptedAfterwards.complete(null);
              } catch (Throwable failed) {
                interruptedAfterwards.completeExceptionally(
                    new IllegalStateException("interrupted: " + Thread.interrupted(), failed));
              }
            });
    thread.setDaemon(true);
    thread.start();
    return interruptedAfterwards;
  }

  @Test
  void aJobThatIsCancelledEndsAndLeavesNoInterruptBehind() throws Exception {
    CompletableFuture<Boolean> job = endlessJob(numbers(2, 2));
    awaitBegun();
    engine.cancel(one -> one.action().equals("nothing"), "not this one");
    engine.cancel(one -> one.action().equals("count"), "that will do");
    Throwable failed =
        assertThrows(ExecutionException.class, () -> job.get(30, TimeUnit.SECONDS)).getCause();
    assertEquals("interrupted: false", failed.getMessage());
    assertEquals("that will do", failed.getCause().getMessage());
  }

  @Test
  void stoppingTheContextEndsItsJobs() throws Exception {
    CompletableFuture<Boolean> job = endlessJob(numbers(2, 2));
    awaitBegun();
    context.stop();
    Throwable failed =
        assertThrows(ExecutionException.class, () -> job.get(30, TimeUnit.SECONDS)).getCause();
    assertEquals(
        "Job cancelled because SparkContext was shut down.", failed.getCause().getMessage());
    assertThrows(IllegalStateException.class, () -> numbers(2, 2).count());
  }

  @Test
  void anInterruptEndsAJobBetweenItsTasks() {
    JavaRDD<Integer> interrupting =
        numbers(3, 3)
            .map(
                n -> {
                  runs++;
                  Thread.currentThread().interrupt();
                  return n;
                });
    assertThrows(InterruptedException.class, interrupting::count);
    assertEquals(1, runs);
    assertTrue(Thread.interrupted(), "the caller's interrupt is kept for its own loops");
    assertFalse(Thread.interrupted());
  }
}
