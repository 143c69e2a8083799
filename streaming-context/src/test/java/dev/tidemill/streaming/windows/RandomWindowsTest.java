package dev.tidemill.streaming.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.SteppedContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Windows of random lengths over random batches, two on top of each other at times, against a model
 * that computes every window anew from the raw input.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RandomWindowsTest {
  private static final int PROGRAMS = 40;
  private static final int BATCHES = 24;

  private record Program(
      int window, int slide, int partitions, List<List<Tuple2<Integer, Integer>>> batches) {}

  /** What came in within a window, by key, the older values first. */
  private static Map<Integer, List<Integer>> raw(Program program, int second) {
    Map<Integer, List<Integer>> values = new TreeMap<>();
    for (int i = Math.max(0, second - program.window()); i < second; i++) {
      program
          .batches()
          .get(i)
          .forEach(pair -> values.computeIfAbsent(pair._1, k -> new ArrayList<>()).add(pair._2));
    }
    return values;
  }

  private static Program program(Random random) {
    List<List<Tuple2<Integer, Integer>>> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      List<Tuple2<Integer, Integer>> batch = new ArrayList<>();
      for (int n = random.nextInt(4) == 0 ? 0 : random.nextInt(12); n > 0; n--) {
        batch.add(new Tuple2<>(random.nextInt(5), random.nextInt(10)));
      }
      batches.add(batch);
    }
    return new Program(
        1 + random.nextInt(9), 1 + random.nextInt(4), 1 + random.nextInt(3), batches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "reference"})
  void everyWindowHoldsWhatItsModelHolds(String engine) {
    long seed = Long.getLong("windows.seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int i = 0; i < PROGRAMS; i++) {
      check(engine, program(random), "replay with -Dwindows.seed=" + seed + ", program " + i);
    }
  }

  private static void check(String engine, Program program, String told) {
    SparkConf conf =
        new SparkConf(false)
            .setMaster("local[2]")
            .setAppName("windows")
            .set("tidemill.engine", engine);
    try (SteppedContext stepped = SteppedContext.of(conf, new Duration(1000))) {
      Queue<JavaRDD<Tuple2<Integer, Integer>>> queue = new ArrayDeque<>();
      program
          .batches()
          .forEach(batch -> queue.add(stepped.context().sparkContext().parallelize(batch, 2)));
      JavaPairDStream<Integer, Integer> pairs =
          stepped.context().queueStream(queue).mapToPair(pair -> pair);
      Duration window = new Duration(program.window() * 1000L);
      Duration slide = new Duration(program.slide() * 1000L);
      int partitions = program.partitions();
      // Not commutative: the digits of a key in the order of time.
      List<List<Tuple2<Integer, String>>> digits =
          stepped.collect(
              pairs
                  .mapValues(String::valueOf)
                  .reduceByKeyAndWindow((a, b) -> a + b, window, slide, partitions));
      List<List<Tuple2<Integer, List<Integer>>>> lists =
          stepped.collect(
              pairs
                  .<List<Integer>>mapValues(n -> new ArrayList<>(List.of(n)))
                  .reduceByKeyAndWindow(RandomWindowsTest::append, window, slide, partitions));
      List<List<Tuple2<Integer, Integer>>> sums =
          stepped.collect(
              pairs.reduceByKeyAndWindow(
                  Integer::sum, (a, b) -> a - b, window, slide, partitions, pair -> pair._2 != 0));
      List<List<Tuple2<Integer, Iterable<Integer>>>> groups =
          stepped.collect(pairs.groupByKeyAndWindow(window, slide, partitions));
      List<List<String>> all =
          stepped.collect(
              pairs.map(pair -> "" + pair._2).reduceByWindow((a, b) -> a + b, window, slide));
      List<List<Long>> counts = stepped.collect(pairs.countByWindow(window, slide));
      List<List<Tuple2<Tuple2<Integer, Integer>, Long>>> countsOfEach =
          stepped.collect(pairs.countByValueAndWindow(window, slide));
      stepped.start();
      stepped.step(BATCHES);
      boolean anyCame = false;
      for (int second = program.slide(), i = 0; second <= BATCHES; second += program.slide(), i++) {
        Map<Integer, List<Integer>> raw = raw(program, second);
        String what = told + ", at " + second + " s of " + program;
        assertEquals(mapped(raw, RandomWindowsTest::digits), map(digits.get(i)), what);
        assertEquals(raw, map(lists.get(i)), what);
        Map<Integer, Integer> sumsOfRaw = mapped(raw, RandomWindowsTest::sum);
        sumsOfRaw.values().removeIf(sum -> sum == 0);
        assertEquals(sumsOfRaw, map(sums.get(i)), what);
        assertEquals(raw, listed(groups.get(i)), what);
        long count = raw.values().stream().mapToInt(List::size).sum();
        anyCame |= count > 0 || inAnyPane(program, second);
        assertEquals(anyCame ? List.of(count) : List.of(), counts.get(i), what);
        assertEquals(count == 0 ? 0 : 1, all.get(i).size(), what);
        assertEquals(count, countsOfEach.get(i).stream().mapToLong(Tuple2::_2).sum(), what);
      }
    }
  }

  /** Whether anything has been in a window of an earlier slide, so that the count stays. */
  private static boolean inAnyPane(Program program, int second) {
    for (int at = program.slide(); at <= second; at += program.slide()) {
      if (!raw(program, at).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static List<Integer> append(List<Integer> a, List<Integer> b) {
    a.addAll(b); // functions may change what they are given
    b.clear();
    return a;
  }

  private static String digits(List<Integer> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(text::append);
    return text.toString();
  }

  private static int sum(List<Integer> values) {
    return values.stream().mapToInt(n -> n).sum();
  }

  private static <R> Map<Integer, R> mapped(
      Map<Integer, List<Integer>> raw, java.util.function.Function<List<Integer>, R> function) {
    Map<Integer, R> mapped = new TreeMap<>();
    raw.forEach((key, values) -> mapped.put(key, function.apply(values)));
    return mapped;
  }

  private static <V> Map<Integer, V> map(List<Tuple2<Integer, V>> pairs) {
    Map<Integer, V> map = new HashMap<>();
    pairs.forEach(pair -> assertEquals(null, map.put(pair._1, pair._2), "each key once"));
    return new TreeMap<>(map);
  }

  private static Map<Integer, List<Integer>> listed(
      List<Tuple2<Integer, Iterable<Integer>>> pairs) {
    Map<Integer, List<Integer>> map = new TreeMap<>();
    for (Tuple2<Integer, Iterable<Integer>> pair : pairs) {
      List<Integer> values = new ArrayList<>();
      pair._2.forEach(values::add);
      map.put(pair._1, values);
    }
    return map;
  }
}
