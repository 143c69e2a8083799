package dev.tidemill.streaming.windows;

import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.CheckedProgram;
import dev.tidemill.streaming.testkit.StreamCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Windows of random lengths over random batches, two on top of each other at times, against a model
 * that computes every window anew from the raw input.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RandomWindowsTest {
  private static final StreamCheck CHECK = StreamCheck.every(new Duration(1000)).inAnyOrder();
  private static final int PROGRAMS = 15;
  private static final int BATCHES = 24;

  private record Program(
      int window, int slide, int partitions, List<List<Tuple2<Integer, Integer>>> batches) {}

  /** What came in within a window, by key, the older values first. */
  private static Map<Integer, List<Integer>> raw(Program program, int second) {
    Map<Integer, List<Integer>> values = new TreeMap<>();
    inWindow(program, second)
        .forEach(pair -> values.computeIfAbsent(pair._1, k -> new ArrayList<>()).add(pair._2));
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

  @Test
  void everyWindowHoldsWhatItsModelHolds() {
    long seed = Long.getLong("windows.seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int i = 0; i < PROGRAMS; i++) {
      Program program = program(random);
      try {
        CHECK.check(checked -> windows(checked, program));
      } catch (AssertionError failed) {
        throw new AssertionError(
            failed.getMessage()
                + "\nReplay with -Dwindows.seed="
                + seed
                + "; it was program "
                + i
                + ": "
                + program,
            failed);
      }
    }
  }

  private static void windows(CheckedProgram checked, Program program) {
    JavaPairDStream<Integer, Integer> pairs =
        JavaPairDStream.fromJavaDStream(checked.stream(program.batches()));
    Duration window = new Duration(program.window() * 1000L);
    Duration slide = new Duration(program.slide() * 1000L);
    int partitions = program.partitions();
    // Not commutative: the digits of a key in the order of time.
    checked.expect(
        pairs
            .mapValues(String::valueOf)
            .reduceByKeyAndWindow((a, b) -> a + b, window, slide, partitions),
        eachSlide(program, second -> pairs(raw(program, second), RandomWindowsTest::digits)));
    checked.expect(
        pairs
            .<List<Integer>>mapValues(n -> new ArrayList<>(List.of(n)))
            .reduceByKeyAndWindow(RandomWindowsTest::append, window, slide, partitions),
        eachSlide(program, second -> pairs(raw(program, second), values -> values)));
    checked.expect(
        pairs.reduceByKeyAndWindow(
            Integer::sum, (a, b) -> a - b, window, slide, partitions, pair -> pair._2 != 0),
        eachSlide(
            program,
            second ->
                pairs(raw(program, second), RandomWindowsTest::sum).stream()
                    .filter(pair -> pair._2 != 0)
                    .toList()));
    checked.expect(
        pairs.groupByKeyAndWindow(window, slide, partitions).mapValues(RandomWindowsTest::listed),
        eachSlide(program, second -> pairs(raw(program, second), values -> values)));
    checked.expect(
        pairs.map(pair -> pair._2.toString()).reduceByWindow((a, b) -> a + b, window, slide),
        eachSlide(program, second -> inOrder(program, second)));
    checked.expect(
        pairs.countByWindow(window, slide),
        eachSlide(
            program,
            second -> inAnyPane(program, second) ? List.of(count(program, second)) : List.of()));
    checked.expect(
        pairs.countByValueAndWindow(window, slide, partitions),
        eachSlide(program, second -> countsOfEach(program, second)));
  }

  /** What the model gives at each slide. */
  private static <T> List<List<T>> eachSlide(Program program, IntFunction<List<T>> model) {
    List<List<T>> slides = new ArrayList<>();
    for (int second = program.slide(); second <= BATCHES; second += program.slide()) {
      slides.add(model.apply(second));
    }
    return slides;
  }

  private static long count(Program program, int second) {
    return raw(program, second).values().stream().mapToInt(List::size).sum();
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

  private static <R> List<Tuple2<Integer, R>> pairs(
      Map<Integer, List<Integer>> raw, Function<List<Integer>, R> function) {
    List<Tuple2<Integer, R>> pairs = new ArrayList<>();
    raw.forEach((key, values) -> pairs.add(new Tuple2<>(key, function.apply(values))));
    return pairs;
  }

  private static List<Integer> listed(Iterable<Integer> values) {
    List<Integer> list = new ArrayList<>();
    values.forEach(list::add);
    return list;
  }

  private static List<Tuple2<Integer, Integer>> inWindow(Program program, int second) {
    List<Tuple2<Integer, Integer>> all = new ArrayList<>();
    for (int i = Math.max(0, second - program.window()); i < second; i++) {
      all.addAll(program.batches().get(i));
    }
    return all;
  }

  private static List<String> inOrder(Program program, int second) {
    StringBuilder text = new StringBuilder();
    inWindow(program, second).forEach(pair -> text.append(pair._2));
    return text.isEmpty() ? List.of() : List.of(text.toString());
  }

  private static List<Tuple2<Tuple2<Integer, Integer>, Long>> countsOfEach(
      Program program, int second) {
    Map<Tuple2<Integer, Integer>, Long> counts = new HashMap<>();
    inWindow(program, second).forEach(pair -> counts.merge(pair, 1L, Long::sum));
    List<Tuple2<Tuple2<Integer, Integer>, Long>> pairs = new ArrayList<>();
    counts.forEach((pair, count) -> pairs.add(new Tuple2<>(pair, count)));
    return pairs;
  }
}
