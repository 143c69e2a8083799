package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random chains of operators that move, group and sort, run with hardly any memory and with enough:
 * the results are equal, in their order too. User functions change the records they get, as
 * programs do.
 *
 * <p>A failure names its seed; {@code -Dmemory.seed=...} runs that one alone.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LittleMemoryTest {
  private static final int CHAINS = 40;

  @TempDir Path place;
  private JavaSparkContext little;
  private JavaSparkContext enough;

  /** A record that user functions change. */
  private static final class Box {
    private final List<String> values = new ArrayList<>();

    Box(String first) {
      values.add(first);
    }

    Box with(Object value) {
      values.add(String.valueOf(value));
      if (values.size() > 20) {
        values.subList(0, 10).clear();
      }
      return this;
    }

    @Override
    public String toString() {
      return values.toString();
    }
  }

  @BeforeEach
  void open() {
    little = context("1b");
    enough = context("100m");
  }

  private JavaSparkContext context(String memory) {
    return new JavaSparkContext(
        new SparkConf(false)
            .setMaster("local[2]")
            .setAppName("little memory")
            .set("spark.local.dir", place.toString())
            .set("tidemill.memory.tasks", memory));
  }

  @AfterEach
  void close() throws IOException {
    little.close();
    enough.close();
    try (Stream<Path> left = Files.list(place)) {
      assertEquals(List.of(), left.toList());
    }
  }

  private void requireNothingHeld(String what) {
    for (JavaSparkContext context : List.of(little, enough)) {
      assertEquals(0, context.sc().workspace().budget().held(), what);
      assertEquals(0, context.sc().workspace().files().openFiles(), what);
    }
  }

  private static long written(JavaSparkContext context) {
    return context.sc().workspace().files().bytesWritten();
  }

  @Test
  void memoryThatIsTooSmallNeverShows() {
    Long only = Long.getLong("memory.seed");
    Random seeds = new Random();
    for (int i = 0; i < (only == null ? CHAINS : 1); i++) {
      long seed = only == null ? seeds.nextLong() : only;
      StringBuilder text = new StringBuilder("replay with -Dmemory.seed=" + seed + ":");
      List<String> expected = chain(new Random(seed), enough, text).collect();
      List<String> got = chain(new Random(seed), little, new StringBuilder()).collect();
      assertEquals(expected, got, text.toString());
      requireNothingHeld(text.toString());
    }
    assertEquals(0, written(enough));
    assertTrue(only != null || written(little) > 10_000_000, written(little) + " bytes");
  }

  private static JavaRDD<String> chain(
      Random random, JavaSparkContext context, StringBuilder text) {
    JavaPairRDD<Integer, Box> pairs = given(random, context);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      pairs = next(random, context, pairs, text);
    }
    return pairs.map(pair -> pair._1 + ": " + pair._2);
  }

  private static JavaPairRDD<Integer, Box> given(Random random, JavaSparkContext context) {
    int count = 1 + random.nextInt(3_000);
    int keys = 1 + random.nextInt(count);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(random.nextInt(keys));
    }
    return context
        .parallelize(numbers, 1 + random.nextInt(4))
        .mapToPair(n -> new Tuple2<>(n, new Box("a value of " + n)));
  }

  private static JavaPairRDD<Integer, Box> next(
      Random random,
      JavaSparkContext context,
      JavaPairRDD<Integer, Box> pairs,
      StringBuilder text) {
    int targets = 1 + random.nextInt(4);
    int operator = random.nextInt(11);
    text.append(' ').append(operator).append('/').append(targets);
    return switch (operator) {
      case 0 -> pairs.reduceByKey((a, b) -> a.with(b), targets);
      case 1 -> pairs.groupByKey(targets).mapValues(LittleMemoryTest::together);
      case 2 -> pairs.sortByKey(random.nextBoolean(), targets);
      case 3 -> pairs.repartition(targets);
      case 4 ->
          pairs
              .leftOuterJoin(once(given(random, context)), targets)
              .mapValues(both -> both._1.with(both._2));
      case 5 ->
          pairs
              .cogroup(given(random, context), targets)
              .mapValues(both -> together(both._1).with(together(both._2)));
      // A join gives one value several times: to change it would show in what was given before.
      case 6 ->
          once(pairs)
              .join(pairs.mapValues(box -> box.with("joined")), targets)
              .mapValues(both -> new Box(both._1 + " " + both._2));
      case 7 ->
          pairs
              .mapToPair(pair -> new Tuple2<>(pair._1 % 1_000, pair._2.toString()))
              .distinct(targets)
              .mapValues(Box::new);
      case 8 -> pairs.aggregateByKey(new Box("zero"), targets, Box::with, Box::with);
      case 9 -> {
        JavaPairRDD<Integer, Box> moved = pairs.repartition(targets);
        yield moved.mapValues(box -> box.with("left")).union(moved);
      }
      default ->
          pairs
              .mapToPair(pair -> new Tuple2<>(pair._1 / 2, pair._2.with("moved")))
              .subtractByKey(given(random, context).filter(pair -> pair._1 % 3 == 0), targets);
    };
  }

  private static JavaPairRDD<Integer, Box> once(JavaPairRDD<Integer, Box> pairs) {
    return pairs.reduceByKey((a, b) -> a);
  }

  private static Box together(Iterable<Box> boxes) {
    Box all = new Box("together");
    boxes.forEach(all::with);
    return all;
  }

  private JavaPairRDD<Integer, String> texts(JavaSparkContext context, AtomicInteger calls) {
    List<Integer> numbers = IntStream.range(0, 20_000).boxed().toList();
    return context
        .parallelize(numbers, 3)
        .mapToPair(
            n -> {
              calls.incrementAndGet();
              return new Tuple2<>(n * 7_919 % 20_000, "text " + n);
            });
  }

  @Test
  void whatIsOnDiskIsMovedOnceForAllReaders() {
    AtomicInteger calls = new AtomicInteger();
    List<Long> counts =
        texts(little, calls)
            .repartition(2)
            .cartesian(little.parallelize(List.of("a", "b", "c"), 3))
            .mapPartitions(pairs -> List.of(count(pairs)).iterator())
            .collect();
    assertEquals(List.of(10_000L, 10_000L, 10_000L, 10_000L, 10_000L, 10_000L), counts);
    assertEquals(20_000, calls.get());
    assertTrue(written(little) > 0);
    requireNothingHeld("after the job");
  }

  @Test
  void whatIsSortedOnDiskIsMovedOnceForAllReaders() {
    AtomicInteger calls = new AtomicInteger();
    JavaPairRDD<Integer, String> sorted =
        texts(little, calls).repartitionAndSortWithinPartitions(new HashPartitioner(2));
    List<Integer> firsts =
        sorted
            .cartesian(little.parallelize(List.of("a", "b", "c"), 3))
            .mapPartitions(pairs -> List.of(pairs.next()._1._1).iterator())
            .collect();
    assertEquals(List.of(0, 0, 0, 1, 1, 1), firsts);
    assertEquals(20_000, calls.get());
    requireNothingHeld("after the job");
  }

  @Test
  void subtractingMoreThanFitsKeepsTheOrder() {
    List<List<Integer>> left = new ArrayList<>();
    for (JavaSparkContext context : List.of(enough, little)) {
      JavaPairRDD<Integer, String> own = texts(context, new AtomicInteger());
      JavaPairRDD<Integer, String> others =
          texts(context, new AtomicInteger()).filter(pair -> pair._1 % 4 != 1);
      left.add(own.union(own).subtractByKey(others, 3).map(pair -> pair._1).collect());
      left.add(own.keys().subtract(others.keys(), 2).collect());
    }
    assertEquals(10_000, left.get(0).size());
    assertEquals(left.get(0), left.get(2));
    assertEquals(5_000, left.get(1).size());
    assertEquals(left.get(1), left.get(3));
    requireNothingHeld("after the jobs");
  }

  private static long count(Iterator<?> records) {
    long count = 0;
    for (; records.hasNext(); records.next()) {
      count++;
    }
    return count;
  }

  @Test
  void aFirstRecordIsGivenWithoutReadingTheRest() {
    AtomicInteger calls = new AtomicInteger();
    assertEquals(
        texts(enough, calls).sortByKey(true, 3).take(5),
        texts(little, calls).sortByKey(true, 3).take(5));
    requireNothingHeld("after the job");
  }

  @Test
  void aFunctionThatFailsWhileRecordsAreOnDiskLeavesNothing() {
    for (int failing : new int[] {0, 9_999, 19_999}) {
      JavaPairRDD<Integer, Iterable<String>> groups =
          texts(little, new AtomicInteger()).groupByKey(3);
      SparkException failed =
          assertThrows(
              SparkException.class,
              () ->
                  groups
                      .map(
                          group -> {
                            if (group._1 == failing) {
                              throw new IllegalStateException("own " + failing);
                            }
                            return group;
                          })
                      .sortBy(group -> group._1, true, 2)
                      .collect());
      assertEquals("own " + failing, failed.getCause().getMessage());
      requireNothingHeld("after a failure at " + failing);
    }
  }

  @Test
  void aTaskThatIsTriedAgainGetsItsRecordsAgain() {
    SparkConf conf = little.getConf().setMaster("local[2,2]");
    try (JavaSparkContext retrying = new JavaSparkContext(conf)) {
      AtomicInteger failures = new AtomicInteger();
      List<Tuple2<Integer, String>> got =
          texts(retrying, new AtomicInteger())
              .sortByKey(true, 2)
              .mapPartitionsToPair(
                  pairs -> {
                    List<Tuple2<Integer, String>> all = new ArrayList<>();
                    pairs.forEachRemaining(all::add);
                    if (failures.getAndIncrement() == 0) {
                      throw new IllegalStateException("the first time");
                    }
                    return all.iterator();
                  })
              .collect();
      assertEquals(texts(enough, new AtomicInteger()).sortByKey(true, 2).collect(), got);
      assertEquals(3, failures.get());
      assertEquals(0, retrying.sc().workspace().budget().held());
      assertEquals(0, retrying.sc().workspace().files().openFiles());
    }
  }

  @Test
  void aDiskThatFailsFailsTheJobAndSaysWhatCanBeDone() throws IOException {
    Path blocked = Files.writeString(place.resolve("file"), "no directory").resolve("below");
    SparkConf conf = little.getConf().set("spark.local.dir", blocked.toString());
    try (JavaSparkContext failing = new JavaSparkContext(conf)) {
      JavaPairRDD<Integer, String> pairs = texts(failing, new AtomicInteger());
      SparkException failed = assertThrows(SparkException.class, () -> pairs.groupByKey(2).count());
      assertTrue(failed.getMessage().contains("spark.local.dir"), failed.getMessage());
      assertTrue(failed.getMessage().contains(blocked.toString()), failed.getMessage());
      assertEquals(0, failing.sc().workspace().budget().held());
    } finally {
      Files.delete(place.resolve("file"));
    }
  }
}
