package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.SparkException;
import dev.tidemill.TaskContext;
import dev.tidemill.api.java.JavaDoubleRDD;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.core.estimate.CountEstimator;
import dev.tidemill.core.estimate.Estimator;
import dev.tidemill.partial.BoundedDouble;
import dev.tidemill.partial.PartialResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Results that are known in part, or nearly. */
class ApproximationsTest extends DatasetTest {
  private static final long FOREVER = Long.MAX_VALUE;
  private static final BoundedDouble NOTHING = new BoundedDouble(0, 0, 0, Double.POSITIVE_INFINITY);

  private final List<Integer> hundred = IntStream.range(0, 100).boxed().toList();
  private final JavaRDD<Integer> numbers = context.parallelize(hundred, 4);
  private final Shared<CountDownLatch> gate = new Shared<>(new CountDownLatch(1));

  /** The numbers, but the last partition's come when the gate opens. */
  private JavaRDD<Integer> gated() {
    return numbers.map(
        n -> {
          if (TaskContext.get().partitionId() == 3) {
            gate.it().await();
          }
          return n;
        });
  }

  private static double exact(PartialResult<BoundedDouble> result) {
    assertTrue(result.isInitialValueFinal());
    return exact(result.getFinalValue());
  }

  private static double exact(BoundedDouble number) {
    assertEquals(BoundedDouble.exactly(number.mean()), number);
    return number.mean();
  }

  private static <K> Map<K, Double> exactly(Map<K, BoundedDouble> counts) {
    Map<K, Double> exact = new HashMap<>();
    counts.forEach((key, count) -> exact.put(key, exact(count)));
    return exact;
  }

  @Test
  void withTimeEnoughResultsAreExact() {
    assertEquals(100, exact(numbers.countApprox(FOREVER)));
    assertEquals(100, exact(numbers.countApprox(FOREVER, 0.5)));
    Map<Integer, Double> tens = Map.of(0, 34.0, 1, 33.0, 2, 33.0);
    JavaRDD<Integer> rests = numbers.map(n -> n % 3);
    assertEquals(tens, exactly(rests.countByValueApprox(FOREVER).getFinalValue()));
    assertEquals(tens, exactly(rests.countByValueApprox(FOREVER, 0.5).initialValue()));
    JavaPairRDD<Integer, Integer> pairs = numbers.mapToPair(n -> pair(n % 3, n));
    assertEquals(tens, exactly(pairs.countByKeyApprox(FOREVER).getFinalValue()));
    assertEquals(tens, exactly(pairs.countByKeyApprox(FOREVER, 0.5).initialValue()));
    JavaDoubleRDD halves = numbers.mapToDouble(n -> n / 3.0);
    assertEquals(halves.mean(), exact(halves.meanApprox(FOREVER)), 1e-12);
    assertEquals(halves.mean(), exact(halves.meanApprox(FOREVER, 0.5)), 1e-12);
    assertEquals(halves.sum(), exact(halves.sumApprox(FOREVER)));
    assertEquals(halves.sum(), exact(halves.sumApprox(FOREVER, 0.5)));
  }

  @Test
  void emptyDatasetsHaveNoRecords() {
    JavaRDD<Integer> empty = context.emptyRDD();
    assertEquals(0, exact(empty.countApprox(FOREVER)));
    assertEquals(Map.of(), empty.countByValueApprox(FOREVER).getFinalValue());
    JavaDoubleRDD none = empty.mapToDouble(n -> n);
    assertEquals(0, exact(none.meanApprox(FOREVER)));
    assertEquals(0, exact(none.sumApprox(FOREVER)));
    assertEquals(0, empty.countApproxDistinct(0.05));
    assertEquals(0, numbers.filter(n -> n < 0).countApproxDistinct(0.05));
  }

  @Test
  void withoutTimeNothingIsKnownAtFirst() {
    BoundedDouble unknown =
        new BoundedDouble(0, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    JavaRDD<Integer> closed =
        numbers.map(
            n -> {
              gate.it().await();
              return n;
            });
    PartialResult<BoundedDouble> count = closed.countApprox(0);
    PartialResult<Map<Integer, BoundedDouble>> values = closed.countByValueApprox(0);
    PartialResult<Map<Integer, BoundedDouble>> keys =
        closed.mapToPair(n -> pair(n, n)).countByKeyApprox(0);
    PartialResult<BoundedDouble> mean = closed.mapToDouble(n -> n).meanApprox(0);
    PartialResult<BoundedDouble> sum = closed.mapToDouble(n -> n).sumApprox(0);
    for (PartialResult<?> result : List.of(count, values, keys, mean, sum)) {
      assertFalse(result.isInitialValueFinal());
    }
    assertEquals(NOTHING, count.initialValue());
    assertEquals("(partial: [0.000, Infinity])", count.toString());
    assertEquals(Map.of(), values.initialValue());
    assertEquals(Map.of(), keys.initialValue());
    assertEquals(unknown, mean.initialValue());
    assertEquals(unknown, sum.initialValue());
    gate.it().countDown();
    assertEquals(100, exact(count.getFinalValue()));
    assertEquals(100, values.getFinalValue().size());
    assertEquals(100, keys.getFinalValue().size());
    assertEquals(49.5, exact(mean.getFinalValue()), 1e-12);
    assertEquals(4950, exact(sum.getFinalValue()));
    assertEquals("(final: [100.000, 100.000])", count.toString());
  }

  /** Tells when it knows of so many partitions. */
  private static final class Watched implements Estimator<Long, BoundedDouble> {
    private final CountEstimator counted = new CountEstimator(4, 0.95);
    private final CountDownLatch three = new CountDownLatch(3);

    @Override
    public void add(int partition, Long ofPartition) {
      counted.add(partition, ofPartition);
      three.countDown();
    }

    @Override
    public BoundedDouble current() {
      return counted.current();
    }
  }

  private PartialResult<BoundedDouble> afterThreePartitions(JavaRDD<Integer> dataset) {
    Watched watched = new Watched();
    return PartialActions.<Integer, Long, BoundedDouble>run(
        "test",
        dataset.rdd(),
        (partition, records) -> Actions.counted(records),
        watched,
        job -> assertTrue(watched.three.await(30, TimeUnit.SECONDS)));
  }

  @Test
  void theFirstResultIsGuessedFromThePartitionsThatHaveEnded() throws Exception {
    PartialResult<BoundedDouble> count = afterThreePartitions(gated());
    assertFalse(count.isInitialValueFinal());
    BoundedDouble guess = count.initialValue();
    assertEquals(100, guess.mean());
    assertEquals(0.95, guess.confidence());
    assertTrue(75 <= guess.low() && guess.low() < 100, guess::toString);
    assertTrue(100 < guess.high() && guess.high() < 125, guess::toString);
    CompletableFuture<BoundedDouble> told = new CompletableFuture<>();
    count.onComplete(told::complete);
    gate.it().countDown();
    assertEquals(100, exact(told.get(30, TimeUnit.SECONDS)));
    assertEquals(100, exact(count.getFinalValue()));
  }

  @Test
  void aLaterFailureIsThatOfTheFinalValue() throws Exception {
    PartialResult<BoundedDouble> count = afterThreePartitions(failing());
    CompletableFuture<Exception> told = new CompletableFuture<>();
    count.onFail(told::complete);
    gate.it().countDown();
    Exception failure = told.get(30, TimeUnit.SECONDS);
    assertEquals("ninety-nine", failure.getCause().getMessage());
    assertSame(failure, assertThrows(SparkException.class, count::getFinalValue));
    assertEquals(100, count.initialValue().mean());
  }

  private JavaRDD<Integer> failing() {
    return gated()
        .map(
            n -> {
              if (n == 99) {
                throw new IllegalStateException("ninety-nine");
              }
              return n;
            });
  }

  @Test
  void anEarlierFailureIsThrown() {
    gate.it().countDown();
    SparkException failure =
        assertThrows(SparkException.class, () -> failing().countApprox(FOREVER));
    assertEquals("ninety-nine", failure.getCause().getMessage());
  }

  @Test
  void aHandlerThatFailsHarmsNobody() throws Exception {
    PartialResult<BoundedDouble> count = afterThreePartitions(gated());
    count.onComplete(
        value -> {
          throw new IllegalStateException("a handler");
        });
    gate.it().countDown();
    assertEquals(100, exact(count.getFinalValue()));
    assertEquals(100, numbers.countAsync().get(30, TimeUnit.SECONDS));
  }

  @Test
  void theContextMayStopMeanwhile() {
    PartialResult<BoundedDouble> count = afterThreePartitions(gated());
    context.stop();
    SparkException failure = assertThrows(SparkException.class, count::getFinalValue);
    assertEquals("Job cancelled because SparkContext was shut down.", failure.getMessage());
    assertThrows(IllegalStateException.class, () -> numbers.countApprox(FOREVER));
  }

  @Test
  void whoeverIsInterruptedWhileWaitingEndsTheJob() throws Exception {
    Shared<CountDownLatch> interrupted = new Shared<>(new CountDownLatch(1));
    Shared<CountDownLatch> begun = new Shared<>(new CountDownLatch(1));
    JavaRDD<Integer> endless =
        context
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
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () ->
                thrown.complete(assertThrows(Throwable.class, () -> endless.countApprox(FOREVER))));
    waiting.start();
    assertTrue(begun.it().await(30, TimeUnit.SECONDS));
    waiting.interrupt();
    assertInstanceOf(InterruptedException.class, thrown.get(30, TimeUnit.SECONDS));
    assertTrue(interrupted.it().await(30, TimeUnit.SECONDS));
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    JavaDoubleRDD doubles = numbers.mapToDouble(n -> n);
    JavaPairRDD<Integer, Integer> pairs = numbers.mapToPair(n -> pair(n, n));
    IllegalArgumentException timeout =
        assertThrows(IllegalArgumentException.class, () -> numbers.countApprox(-1));
    assertEquals("countApprox: timeout is -1; use 0 or more.", timeout.getMessage());
    IllegalArgumentException confidence =
        assertThrows(IllegalArgumentException.class, () -> numbers.countByValueApprox(1, 1.5));
    assertEquals("countByValueApprox: confidence is 1.5; use 0 to 1.0.", confidence.getMessage());
    assertThrows(IllegalArgumentException.class, () -> pairs.countByKeyApprox(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> doubles.meanApprox(-1));
    assertThrows(IllegalArgumentException.class, () -> doubles.meanApprox(1, null));
    assertThrows(IllegalArgumentException.class, () -> doubles.sumApprox(1, -0.5));
    assertThrows(IllegalArgumentException.class, () -> doubles.sumApprox(1, null));
    assertThrows(IllegalArgumentException.class, () -> numbers.countApproxDistinct(0));
    assertThrows(IllegalArgumentException.class, () -> pairs.countApproxDistinctByKey(2));
    assertThrows(IllegalArgumentException.class, () -> pairs.countApproxDistinctByKey(0.1, 0));
    assertThrows(IllegalArgumentException.class, () -> pairs.countApproxDistinctByKey(0.1, null));
  }

  @Test
  void differentRecordsAreCounted() {
    assertEquals(7, numbers.map(n -> "word " + n % 7).countApproxDistinct(0.01));
    JavaRDD<Long> many =
        context
            .parallelize(hundred, 5)
            .flatMap(n -> IntStream.range(0, 1000).mapToObj(i -> n % 50 * 1000L + i).iterator());
    assertEquals(50_000, many.countApproxDistinct(0.01), 50_000 * 0.04);
    assertEquals(50_000, many.countApproxDistinct(0.1), 50_000 * 0.4);
    JavaDoubleRDD halves = numbers.mapToDouble(n -> n / 2);
    assertEquals(50, halves.countApproxDistinct(0.01));
    assertEquals(100, numbers.mapToPair(n -> pair(n, n)).countApproxDistinct(0.01));
  }

  @Test
  void arraysAreRefusedWithARemedy() {
    SparkException failure =
        assertThrows(
            SparkException.class, () -> numbers.map(n -> new int[] {n}).countApproxDistinct(0.1));
    assertTrue(failure.getMessage().contains("map it to a string"), failure::getMessage);
  }

  @Test
  void differentValuesOfEveryKeyAreCounted() {
    JavaPairRDD<Integer, Long> pairs =
        numbers
            .flatMap(n -> IntStream.range(0, 300).mapToObj(i -> n * 300L + i).iterator())
            .mapToPair(n -> pair((int) (n % 3), n % 3 == 0 ? n % 60 : n));
    Map<Integer, Long> counts = pairs.countApproxDistinctByKey(0.05).collectAsMap();
    assertEquals(20, counts.get(0));
    assertEquals(10_000, counts.get(1), 10_000 * 0.2);
    assertEquals(10_000, counts.get(2), 10_000 * 0.2);
    assertEquals(4, pairs.countApproxDistinctByKey(0.05).getNumPartitions());
    JavaPairRDD<Integer, Long> two = pairs.countApproxDistinctByKey(0.05, 2);
    assertEquals(2, two.getNumPartitions());
    assertEquals(counts, two.collectAsMap());
    HashPartitioner five = new HashPartitioner(5);
    JavaPairRDD<Integer, Long> placed = pairs.countApproxDistinctByKey(0.05, five);
    assertEquals(five, placed.partitioner().get());
    assertEquals(counts, placed.collectAsMap());
    JavaPairRDD<Integer, Long> before = pairs.partitionBy(five);
    assertEquals(counts, before.countApproxDistinctByKey(0.05).collectAsMap());
    assertEquals(1, exchanges(before.countApproxDistinctByKey(0.05)), "only that of partitionBy");
  }
}
