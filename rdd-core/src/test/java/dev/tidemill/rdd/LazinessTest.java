package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.tidemill.SparkException;
import dev.tidemill.TaskContext;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.memory.Workspace;
import dev.tidemill.core.plan.Source;
import dev.tidemill.core.plan.SourceData;
import dev.tidemill.core.plan.TaskScope;
import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much is read, when, and that it is given back. */
class LazinessTest extends DatasetTest {
  /** Numbers in partitions of ten; knows what was read and what is open. */
  private static final class Counted implements SourceData<Integer>, Serializable {
    private static final long serialVersionUID = 1L;

    private final int partitions;
    private final Counter read = new Counter();
    private final Counter open = new Counter();
    private final Shared<Set<Integer>> openedPartitions =
        new Shared<>(ConcurrentHashMap.newKeySet());
    private RuntimeException closingFails;

    Counted(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int partitionCount() {
      return partitions;
    }

    Set<Integer> opened() {
      return openedPartitions.it();
    }

    @Override
    public Optional<Reader<Integer>> reader(int partition) {
      return Optional.of(scope -> open(partition, scope));
    }

    @Override
    public Iterator<Integer> open(int partition, TaskScope scope) {
      opened().add(partition);
      open.incrementAndGet();
      scope.onCompletion(
          () -> {
            open.decrementAndGet();
            if (closingFails != null) {
              throw closingFails;
            }
          });
      return IntStream.range(partition * 10, partition * 10 + 10)
          .peek(n -> read.incrementAndGet())
          .iterator();
    }
  }

  private <T> JavaRDD<T> over(SourceData<T> data) {
    return new JavaRDD<>(new RDD<>(context.sc(), new Source<>(data)));
  }

  private static Iterator<Integer> endless() {
    return Stream.iterate(0, n -> n + 1).iterator();
  }

  @Test
  void takeReadsNoMoreRecordsThanItNeeds() {
    Counted data = new Counted(9);
    assertEquals(List.of(0, 1, 2), over(data).take(3));
    assertEquals(3, data.read.get());
    assertEquals(Set.of(0), data.opened());
  }

  @Test
  void takeOfNothingReadsNothing() {
    Counted data = new Counted(9);
    assertEquals(List.of(), over(data).take(0));
    assertEquals(Set.of(), data.opened());
  }

  @Test
  void takeReadsOnePartitionThenFourTimesAsMany() {
    Counted data = new Counted(9);
    assertEquals(IntStream.range(0, 12).boxed().toList(), over(data).take(12));
    assertEquals(Set.of(0, 1, 2, 3, 4), data.opened());
    assertEquals(10 + 4 * 2, data.read.get(), "ten of the first, two of each of the next four");
  }

  @Test
  void takeCountsWhatComesOutAndNotWhatGoesIn() {
    Counted data = new Counted(9);
    JavaRDD<Integer> even =
        over(data).filter(n -> n % 2 == 0).flatMap(n -> List.of(n, n).iterator());
    assertEquals(List.of(0, 0, 2), even.take(3));
    assertEquals(3, data.read.get());
  }

  @Test
  void firstAndIsEmptyReadOneRecord() {
    Counted data = new Counted(9);
    assertEquals(0, over(data).first());
    assertEquals(false, over(data).isEmpty());
    assertEquals(2, data.read.get());
  }

  @Test
  void anEndlessFlatMapEndsUnderTake() {
    JavaRDD<Integer> endless = context.parallelize(List.of(1, 2), 2).flatMap(n -> endless());
    assertEquals(List.of(0, 1, 2), endless.take(3));
    assertEquals(List.of(0, 2), endless.filter(n -> n % 2 == 0).map(n -> n).take(2));
    assertEquals(
        List.of(0, 1, 1), endless.flatMap(n -> Collections.nCopies(n + 1, n).iterator()).take(3));
  }

  @Test
  void anEndlessFlatMapIsPulledOneByOneBelowMapPartitions() {
    Counter made = new Counter();
    JavaRDD<Integer> firstTwo =
        context
            .parallelize(List.of(1), 1)
            .flatMap(n -> endless())
            .map(
                n -> {
                  made.incrementAndGet();
                  return n;
                })
            .mapPartitions(all -> List.of(all.next(), all.next()).iterator());
    assertEquals(List.of(0, 1), firstTwo.collect());
    assertEquals(2, made.get());
  }

  @Test
  void aGeneratorThatWaitsForItsReaderIsNotReadAhead() {
    Counter handled = new Counter();
    JavaRDD<Integer> generator =
        context
            .parallelize(List.of(0), 1)
            .flatMap(n -> List.of(0, 1, 2).iterator())
            .map(
                n -> {
                  assertEquals(n, handled.get(), "made before the one before it was handled");
                  return n;
                });
    generator.foreachPartition(
        all -> {
          while (all.hasNext()) {
            all.next();
            handled.incrementAndGet();
          }
        });
    assertEquals(3, handled.get());
  }

  /** Endless; gives the next number when the one before it has been handled. */
  private static Iterator<Integer> blocking(Semaphore handled) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public Integer next() {
        try {
          assertTrue(handled.tryAcquire(30, TimeUnit.SECONDS), "made before it was wanted");
        } catch (InterruptedException stop) {
          throw Sneaky.thrown(stop);
        }
        return next++;
      }
    };
  }

  @Test
  void aGeneratorThatBlocksUntilItsRecordIsHandledGoesOn() {
    Shared<Semaphore[]> handled =
        new Shared<>(new Semaphore[] {new Semaphore(1), new Semaphore(1), new Semaphore(1)});
    JavaRDD<Integer> generated =
        context
            .parallelize(List.of(0, 1, 2), 3)
            .flatMap(n -> blocking(handled.it()[n]))
            .map(n -> n + 1);
    Counter sum = new Counter();
    generated.foreachPartition(
        numbers -> {
          for (int n = numbers.next(); n <= 1_000; n = numbers.next()) {
            sum.add(n);
            handled.it()[TaskContext.getPartitionId()].release();
          }
        });
    assertEquals(3 * 500_500, sum.get());
    assertNoThreadStays();
  }

  @Test
  void aGeneratorThatBlocksEndsWhenAnotherTaskFails() {
    requireLocalEngine("One task after another: the other never begins.");
    CountDownLatch blocks = new CountDownLatch(1);
    Counter ended = new Counter();
    JavaRDD<Integer> generated =
        context
            .parallelize(List.of(0, 1), 2)
            .flatMap(
                n -> {
                  if (n == 1) {
                    assertTrue(blocks.await(30, TimeUnit.SECONDS));
                    throw new IllegalStateException("one");
                  }
                  return blocking(new Semaphore(1));
                });
    SparkException failure =
        assertThrows(
            SparkException.class,
            () ->
                generated.foreachPartition(
                    numbers -> {
                      numbers.next();
                      blocks.countDown();
                      try {
                        numbers.next();
                      } finally {
                        ended.incrementAndGet();
                      }
                    }));
    assertEquals("one", failure.getCause().getMessage());
    assertEquals(1, ended.get(), "the task of the generator was awaited");
    assertNoThreadStays();
  }

  /** Stops the context, and then there is none of its threads. */
  private void assertNoThreadStays() {
    context.stop();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("tidemill-")) {
        assertDoesNotThrow(() -> thread.join(TimeUnit.SECONDS.toMillis(30)));
        assertFalse(thread.isAlive(), () -> thread + " is still alive");
      }
    }
  }

  /** Throws after so many records. */
  private static Iterator<Integer> failing(int after, Exception thrown) {
    return Stream.iterate(0, n -> n + 1)
        .peek(
            n -> {
              if (n == after) {
                throw Sneaky.thrown(thrown);
              }
            })
        .iterator();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anIteratorThatThrowsHalfwayFailsEveryActionThatReachesIt(boolean overPartitions) {
    Shared<Exception> thrown =
        new Shared<>(overPartitions ? new IOException("half") : new IllegalStateException("half"));
    Counted data = new Counted(3);
    JavaRDD<Integer> half =
        overPartitions
            ? over(data).mapPartitions(all -> failing(all.next() + 7, thrown.it()))
            : over(data).flatMap(n -> failing(n + 7, thrown.it()));
    List<Consumer<JavaRDD<Integer>>> actions =
        List.of(
            JavaRDD::collect,
            JavaRDD::count,
            numbers -> numbers.take(8),
            numbers -> numbers.reduce(Integer::sum),
            numbers -> numbers.foreach(n -> {}),
            numbers -> numbers.foreachPartition(all -> all.forEachRemaining(n -> {})),
            numbers -> numbers.mapToPair(n -> pair(n, n)).reduceByKey(Integer::sum).count(),
            numbers -> numbers.sortBy(n -> n, true, 2).count(),
            numbers -> numbers.toLocalIterator().forEachRemaining(n -> {}));
    for (Consumer<JavaRDD<Integer>> action : actions) {
      SparkException failure = assertThrows(SparkException.class, () -> action.accept(half));
      assertSame(thrown.it(), failure.getCause());
      assertEquals(0, data.open.get(), "what the tasks held is given back");
    }
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), half.take(7), "so far it can be read");
    assertNoThreadStays();
  }

  @Test
  void anEndlessTaskEndsWhenAnotherFails() {
    requireLocalEngine("One task after another: the other never begins.");
    JavaRDD<Integer> dataset =
        context
            .parallelize(List.of(0, 1), 2)
            .flatMap(
                n -> {
                  if (n == 1) {
                    throw new IllegalStateException("one");
                  }
                  return endless();
                });
    assertThrows(SparkException.class, dataset::count);
    assertThrows(
        SparkException.class, () -> dataset.filter(n -> false).mapPartitions(all -> all).count());
  }

  @Test
  void whatATaskHoldsIsGivenBackWhenItStopsEarly() {
    Counted data = new Counted(3);
    over(data).take(1);
    assertEquals(0, data.open.get());
    over(data).mapPartitions(all -> List.of(all.next()).iterator()).count();
    assertEquals(0, data.open.get());
    assertEquals(Set.of(0, 1, 2), data.opened());
  }

  @Test
  void whatATaskHoldsIsGivenBackWhenItFails() {
    Counted data = new Counted(3);
    JavaRDD<Integer> failing =
        over(data)
            .map(
                n -> {
                  throw new IllegalStateException("no");
                });
    assertThrows(SparkException.class, failing::count);
    assertThrows(
        SparkException.class,
        () -> failing.mapToPair(n -> pair(n, n)).reduceByKey((a, b) -> a).count());
    assertEquals(0, data.open.get());
    assertTrue(data.opened().size() > 0);
  }

  @Test
  void aResourceThatCannotBeClosedFailsTheTask() {
    Counted data = new Counted(1);
    data.closingFails = new IllegalStateException("closing");
    SparkException failure = assertThrows(SparkException.class, () -> over(data).count());
    assertEquals("closing", failure.getCause().getMessage());
  }

  @Test
  void aScopeTriesEveryResourceInReverseOrder() {
    List<String> closed = new ArrayList<>();
    TaskScope scope = new TaskScope(Workspace.unbounded());
    scope.onCompletion(() -> closed.add("first"));
    scope.onCompletion(
        () -> {
          closed.add("second");
          throw new IOException("second");
        });
    scope.onCompletion(
        () -> {
          closed.add("third");
          throw new IllegalStateException("third");
        });
    IllegalStateException failure = assertThrows(IllegalStateException.class, scope::close);
    assertEquals(List.of("third", "second", "first"), closed);
    assertEquals("second", failure.getSuppressed()[0].getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100, 5_000})
  void aLongChainOfOperatorsWorks(int length) {
    if (length > 1_000) {
      requireLocalEngine("Iterators in each other cost stack.");
    }
    JavaRDD<Integer> chain = context.parallelize(List.of(1, 2, 3), 2);
    for (int i = 0; i < length; i++) {
      chain = chain.map(n -> n + 1);
    }
    List<Integer> expected = List.of(1 + length, 2 + length, 3 + length);
    assertEquals(expected, chain.collect());
    assertEquals(expected, chain.mapPartitions(all -> all).collect());
    assertEquals(expected.subList(0, 2), chain.take(2));
  }

  @Test
  void aDatasetGrownByManyUnionsWorks() {
    JavaRDD<Integer> grown = context.emptyRDD();
    for (int i = 0; i < 1_000; i++) {
      grown = grown.union(context.parallelize(List.of(i), 1));
    }
    List<Integer> expected = IntStream.range(0, 1_000).boxed().toList();
    assertEquals(expected, grown.collect());
    assertEquals(expected, grown.mapPartitions(all -> all).collect());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptEndsAnEndlessTask(boolean pulled) {
    JavaRDD<Integer> endless =
        context
            .parallelize(List.of(1), 1)
            .flatMap(n -> endless())
            .filter(
                n -> {
                  if (n == 5) {
                    Thread.currentThread().interrupt();
                  }
                  return false;
                });
    JavaRDD<Integer> dataset = pulled ? endless.mapPartitions(all -> all) : endless;
    assertThrows(InterruptedException.class, dataset::count);
    assertTrue(Thread.interrupted(), "the caller's interrupt is kept for its own loops");
  }

  @Test
  void filesAreClosedHoweverATaskEnds() {
    JavaRDD<String> lines = context.textFile("pom.xml", 3);
    JavaRDD<String> failing =
        lines.map(
            line -> {
              throw new IllegalStateException("no");
            });
    lines.take(1);
    long before = openFiles();
    for (int round = 0; round < 100; round++) {
      lines.take(1);
      lines.mapPartitions(all -> List.of(all.next()).iterator()).count();
      assertThrows(SparkException.class, failing::count);
    }
    long after = openFiles();
    assertTrue(after < before + 50, after + " open files, before " + before);
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  @Test
  void jobsOfManyThreadsDoNotDisturbEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Long>> sums = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        int base = thread;
        sums.add(
            threads.submit(
                () -> {
                  long sum = 0;
                  for (int round = 0; round < 50; round++) {
                    List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
                    sum +=
                        context
                            .parallelize(numbers, 5)
                            .mapToPair(n -> pair(n % 7, n + base))
                            .reduceByKey(Integer::sum, 3)
                            .values()
                            .reduce(Integer::sum);
                  }
                  return sum;
                }));
      }
      for (int thread = 0; thread < 8; thread++) {
        assertEquals(50L * (4950 + 100 * thread), sums.get(thread).get(30, TimeUnit.SECONDS));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aTaskMayRunJobsOfItsOwn() {
    requireLocalEngine("Datasets stay behind when a task travels.");
    JavaRDD<Integer> inner = context.parallelize(List.of(1, 2, 3), 3);
    JavaRDD<Integer> outer = context.parallelize(List.of(10, 20, 30, 40), 4);
    assertEquals(
        List.of(16, 26, 36, 46),
        outer
            .map(n -> n + inner.mapToPair(i -> pair(0, i)).reduceByKey(Integer::sum).first()._2)
            .collect());
  }

  @Test
  void takeRunsWhatIsBelowAnExchangeOnceHoweverManyRoundsItNeeds() {
    Counter mapped = new Counter();
    JavaPairRDD<Integer, Integer> counts =
        context
            .parallelize(IntStream.range(0, 40).boxed().toList(), 3)
            .mapToPair(
                number -> {
                  mapped.incrementAndGet();
                  return new Tuple2<>(number, 1);
                })
            .reduceByKey(Integer::sum, 16);
    assertEquals(30, counts.take(30).size());
    assertEquals(40, mapped.get());
  }
}
