package dev.tidemill.dstream.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import dev.tidemill.core.plan.StagedStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What windows give, against a plain recomputation, and what they cost in calls of functions. */
class WindowTableTest {
  private static final int ROUNDS = 300;

  private long calls;
  private boolean failing;

  /** Not commutative, so that a wrong order shows. */
  private String joined(String older, String newer) {
    calls++;
    if (failing && calls % 3 == 0) {
      throw new IllegalStateException("on purpose");
    }
    return older + newer;
  }

  private WindowTable<Integer, String> strings(int panes) {
    return new WindowTable<>(key -> new TwoStacks<>(this::joined, 1 + key % panes));
  }

  private static <V> Map<Integer, V> asMap(List<Tuple2<Integer, V>> records) {
    Map<Integer, V> map = new TreeMap<>();
    records.forEach(pair -> assertEquals(null, map.put(pair._1, pair._2), "each key once"));
    return map;
  }

  private static <V> List<Tuple2<Integer, V>> published(StagedStep<Tuple2<Integer, V>> step) {
    step.publish(false);
    return step.records();
  }

  /** The keys and values of random panes, some empty, some keys rare. */
  private static List<InPane<Integer, String>> pane(Random random, long time, int keys) {
    Map<Integer, String> values = new TreeMap<>();
    for (int i = random.nextInt(keys + 1); i > 0; i--) {
      values.put(Math.min(random.nextInt(keys), random.nextInt(keys)), "<" + time + ">");
    }
    List<InPane<Integer, String>> records = new ArrayList<>();
    values.forEach((key, value) -> records.add(new InPane<>(time, key, value)));
    return records;
  }

  @Test
  void everyStepGivesWhatRecomputingGivesAlsoAfterStepsThatFailed() {
    long seed = Long.getLong("window.seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String told = "replay with -Dwindow.seed=" + seed + ", round " + round;
      int window = 1 + random.nextInt(8);
      int panesOfStep = 1 + random.nextInt(3);
      WindowTable<Integer, String> table = strings(window);
      Deque<List<InPane<Integer, String>>> model = new ArrayDeque<>();
      long time = 0;
      for (int step = 0; step < 30; step++) {
        List<InPane<Integer, String>> input = new ArrayList<>();
        for (int i = 0; i < panesOfStep; i++) {
          model.add(pane(random, ++time, 6));
          input.addAll(model.getLast());
        }
        while (model.size() > window) {
          model.remove();
        }
        assertEquals(recomputed(model), asMap(stepped(random, table, time - window, input)), told);
      }
    }
  }

  private List<Tuple2<Integer, String>> stepped(
      Random random,
      WindowTable<Integer, String> table,
      long after,
      List<InPane<Integer, String>> input) {
    failing = random.nextInt(3) == 0;
    while (true) {
      try {
        return published(table.step(after, input.iterator()));
      } catch (IllegalStateException onPurpose) {
        failing = random.nextBoolean();
      } catch (Exception other) {
        throw new AssertionError(other);
      }
    }
  }

  private static Map<Integer, String> recomputed(Deque<List<InPane<Integer, String>>> panes) {
    Map<Integer, String> model = new TreeMap<>();
    panes.forEach(
        pane ->
            pane.forEach(r -> model.merge(r.key(), r.value(), (older, newer) -> older + newer)));
    return model;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 60, 600, 3_600})
  void aKeyCostsThreeCallsForAPaneThatEntersAndOneForOneThatLeavesWhateverTheRatio(int ratio)
      throws Exception {
    int keys = 20;
    WindowTable<Integer, String> table =
        new WindowTable<>(key -> new TwoStacks<>(this::first, 1 + key % ratio));
    int slides = 3 * ratio;
    long touches = 0;
    long worst = 0;
    long steady = 0;
    for (int time = 1; time <= slides; time++) {
      List<InPane<Integer, String>> input = new ArrayList<>();
      for (int key = 0; key < keys; key++) {
        input.add(new InPane<>(time, key, ""));
      }
      long before = calls;
      published(table.step(time - ratio, input.iterator()));
      touches += keys + (time > ratio ? keys : 0);
      if (time > 2 * ratio) {
        worst = Math.max(worst, calls - before);
        steady += calls - before;
      }
    }
    assertTrue(calls <= 2 * touches, calls + " calls for " + touches + " that entered or left");
    assertTrue(steady <= 3L * keys * ratio, steady + " calls in " + ratio + " slides");
    // Twenty keys cannot be spread evenly over 60 slides; no more than two move at once.
    assertTrue(worst <= 2L * keys + Math.max(1, keys / ratio + 1) * (long) ratio, "worst " + worst);
  }

  private String first(String older, String newer) {
    calls++;
    return older;
  }

  @Test
  void keysThatNeitherEnterNorLeaveCostNothing() throws Exception {
    WindowTable<Integer, String> table = strings(10);
    List<InPane<Integer, String>> many = new ArrayList<>();
    for (int key = 0; key < 1_000; key++) {
      many.add(new InPane<>(1, key, "a"));
    }
    published(table.step(-9, many.iterator()));
    published(table.step(-8, List.of(new InPane<>(2L, 5, "b")).iterator()));
    long before = calls;
    List<Tuple2<Integer, String>> third =
        published(table.step(-7, List.of(new InPane<>(3L, 5, "c")).iterator()));
    assertTrue(calls - before <= 3, "only key 5 is touched");
    assertEquals(1_000, third.size());
    assertEquals("abc", asMap(third).get(5));
  }

  @Test
  void atMostTwoPartialValuesAreHeldForAPaneOfAKey() throws Exception {
    TwoStacks<String> panes = new TwoStacks<>(this::joined, 7);
    int held = 0;
    for (int i = 0; i < 1_000; i++) {
      panes.enter("x");
      held++;
      if (held > 20) {
        panes.leave();
        held--;
      }
      panes.settle();
      assertTrue(panes.partials() <= 2 * held, panes.partials() + " for " + held);
    }
  }

  @Test
  void keysComeInTheOrderInWhichTheyEntered() throws Exception {
    WindowTable<Integer, String> table = strings(2);
    published(table.step(-1, input(1, 7, 3, 9).iterator()));
    List<Integer> keys =
        published(table.step(0, input(2, 3, 1).iterator())).stream().map(Tuple2::_1).toList();
    assertEquals(List.of(7, 3, 9, 1), keys);
    keys = published(table.step(1, input(3, 7).iterator())).stream().map(Tuple2::_1).toList();
    assertEquals(List.of(7, 3, 1), keys, "it was never away");
    published(table.step(3, input(4, 3).iterator()));
    keys = published(table.step(3, input(5, 7).iterator())).stream().map(Tuple2::_1).toList();
    assertEquals(List.of(3, 7), keys, "it came back");
  }

  private static List<InPane<Integer, String>> input(long time, int... keys) {
    List<InPane<Integer, String>> records = new ArrayList<>();
    for (int key : keys) {
      records.add(new InPane<>(time, key, "v"));
    }
    return records;
  }

  @Test
  void aPairIsTheSameObjectAsLongAsItsValueIsTheSame() throws Exception {
    WindowTable<Integer, String> table = strings(5);
    Tuple2<Integer, String> first = published(table.step(-4, input(1, 1).iterator())).get(0);
    List<Tuple2<Integer, String>> later = published(table.step(-3, input(2, 2).iterator()));
    assertTrue(later.get(0) == first);
  }

  // With an inverse.

  private WindowTable<Integer, Integer> sums(Invertible.Filter<Integer> filter) {
    return new WindowTable<>(
        key ->
            new Invertible<>(
                (a, b) -> {
                  calls++;
                  return a + b;
                },
                (a, b) -> {
                  calls++;
                  return a - b;
                },
                filter));
  }

  private static Map<Integer, Integer> sum(
      WindowTable<Integer, Integer> table, long after, long time, Map<Integer, Integer> values)
      throws Exception {
    List<InPane<Integer, Integer>> records = new ArrayList<>();
    values.forEach((key, value) -> records.add(new InPane<>(time, key, value)));
    return asMap(published(table.step(after, records.iterator())));
  }

  @Test
  void aKeyWithoutDataKeepsTheNeutralValueUntilAFilterDropsIt() throws Exception {
    WindowTable<Integer, Integer> staying = sums(value -> true);
    WindowTable<Integer, Integer> dropped = sums(value -> value != 0);
    for (WindowTable<Integer, Integer> table : List.of(staying, dropped)) {
      assertEquals(Map.of(1, 5), sum(table, -1, 1, Map.of(1, 5)));
      assertEquals(Map.of(1, 5, 2, 3), sum(table, 0, 2, Map.of(2, 3)));
    }
    assertEquals(Map.of(1, 0, 2, 3), sum(staying, 1, 3, Map.of()));
    assertEquals(Map.of(2, 3), sum(dropped, 1, 3, Map.of()));
    assertEquals(Map.of(1, 0, 2, 0), sum(staying, 2, 4, Map.of()));
    assertEquals(Map.of(), sum(dropped, 2, 4, Map.of()));
    assertEquals(Map.of(1, 4), sum(dropped, 3, 5, Map.of(1, 4)));
  }

  @Test
  void aKeyWhoseValuesCancelOutInsideTheWindowComesBackRight() throws Exception {
    WindowTable<Integer, Integer> table = sums(value -> value != 0);
    assertEquals(Map.of(1, 1), sum(table, -2, 1, Map.of(1, 1)));
    assertEquals(Map.of(), sum(table, -1, 2, Map.of(1, -1)), "0 is filtered");
    assertEquals(Map.of(), sum(table, 0, 3, Map.of()));
    assertEquals(Map.of(1, -1), sum(table, 1, 4, Map.of()), "the 1 has left");
    assertEquals(Map.of(1, 5), sum(table, 2, 5, Map.of(1, 5)));
  }

  @Test
  void aStepCostsAnInverseAndACombinationForEachKeyThatItTouches() throws Exception {
    WindowTable<Integer, Integer> table = sums(value -> true);
    for (int time = 1; time <= 500; time++) {
      long before = calls;
      assertEquals(Map.of(1, Math.min(time, 100)), sum(table, time - 100, time, Map.of(1, 1)));
      assertTrue(calls - before <= 2);
    }
  }

  @Test
  void withAnInverseStepsThatFailLeaveNothingBehind() throws Exception {
    boolean[] fails = new boolean[1];
    WindowTable<Integer, Integer> table =
        sums(
            value -> {
              if (fails[0] && value % 2 == 0) {
                throw new IllegalStateException("even");
              }
              return true;
            });
    for (int time = 1; time <= 20; time++) {
      int now = time;
      Map<Integer, Integer> values = Map.of(1, time * 1000, 2, time);
      fails[0] = true;
      assertThrows(IllegalStateException.class, () -> sum(table, now - 2, now, values));
      fails[0] = false;
      int sum = time == 1 ? 1 : time + time - 1;
      assertEquals(Map.of(1, sum * 1000, 2, sum), sum(table, now - 2, now, values));
    }
  }
}
