package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Option;
import dev.tidemill.SparkException;
import dev.tidemill.TaskContext;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.util.AccumulatorV2;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Accumulators of classes that a program has written, without a thought of threads. */
class OwnAccumulatorTest extends DatasetTest {
  /** A set of words, as one writes it. */
  static class Words extends AccumulatorV2<String, TreeSet<String>> {
    private static final long serialVersionUID = 1L;
    private TreeSet<String> words = new TreeSet<>();

    @Override
    public boolean isZero() {
      return words.isEmpty();
    }

    @Override
    public AccumulatorV2<String, TreeSet<String>> copy() {
      Words copy = new Words();
      copy.words = new TreeSet<>(words);
      return copy;
    }

    @Override
    public void reset() {
      words = new TreeSet<>();
    }

    @Override
    public void add(String word) {
      words.add(word);
    }

    @Override
    public void merge(AccumulatorV2<String, TreeSet<String>> other) {
      words.addAll(other.value());
    }

    @Override
    public TreeSet<String> value() {
      return words;
    }
  }

  private final JavaRDD<Integer> numbers =
      context.parallelize(IntStream.range(0, 20_000).boxed().toList(), 8);
  private final Words words = new Words();

  OwnAccumulatorTest() {
    super("local[4,2]");
  }

  private static TreeSet<String> names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "n" + i)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyKindOfFunctionAddsToIt() {
    context.sc().register(words, "words");
    Words own = words; // so that no function holds this test
    assertEquals(Option.apply("words"), words.name());
    numbers.foreach(n -> own.add("n" + n % 3_000));
    assertEquals(names(3_000), words.value());
    JavaRDD<Integer> added =
        numbers
            .map(
                n -> {
                  own.add("map");
                  return n;
                })
            .filter(
                n -> {
                  own.add("filter");
                  return true;
                })
            .flatMap(
                n -> {
                  own.add("flatMap");
                  return List.of(n).iterator();
                })
            .mapPartitions(
                records -> {
                  own.add("mapPartitions");
                  return records;
                });
    words.reset();
    assertEquals(20_000, added.count());
    assertEquals(
        new TreeSet<>(List.of("map", "filter", "flatMap", "mapPartitions")), words.value());
    words.reset();
    added
        .mapToPair(n -> pair(n % 10, n))
        .reduceByKey(
            (a, b) -> {
              own.add("reduceByKey");
              return a + b;
            })
        .count();
    assertTrue(words.value().contains("reduceByKey"), words.value()::toString);
  }

  @Test
  void itMayLieDeepInAFunction() {
    context.sc().register(words);
    class Step implements Function<Integer, Integer> {
      private static final long serialVersionUID = 1L;
      private final List<Words> held = List.of(words);

      @Override
      public Integer call(Integer n) {
        held.get(0).add("n" + n);
        return n;
      }
    }
    numbers.map(new Step()).count();
    assertEquals(names(20_000), words.value());
  }

  @Test
  void inATaskItShowsWhatTheTaskHasAdded() {
    context.sc().register(words);
    Words own = words;
    words.add("before");
    List<Integer> sizes =
        numbers
            .mapPartitions(
                records -> {
                  own.add("p" + TaskContext.getPartitionId());
                  return List.of(own.value().size()).iterator();
                })
            .collect();
    assertEquals(List.of(1, 1, 1, 1, 1, 1, 1, 1), sizes);
    assertEquals(9, words.value().size());
  }

  @Test
  void aFailedAttemptLeavesNothing() {
    context.sc().register(words);
    Words own = words;
    context
        .parallelize(List.of(1, 2, 3), 1)
        .foreach(
            n -> {
              int attempt = TaskContext.get().attemptNumber();
              own.add("attempt " + attempt);
              if (n == 3 && attempt == 0) {
                throw new IllegalStateException("the first attempt fails");
              }
            });
    assertEquals(new TreeSet<>(List.of("attempt 1")), words.value());
  }

  @Test
  void functionsThatDoNotLeadToItAreNotCopied() {
    requireLocalEngine("the other one copies all");
    context.sc().register(words);
    StringBuilder shared = new StringBuilder();
    context.parallelize(List.of(1, 2), 1).foreach(n -> shared.append(n));
    assertEquals("12", shared.toString());
  }

  @Test
  void aFunctionThatCannotBeCopiedSaysWhy() {
    context.sc().register(words);
    Words own = words;
    Object secret = new Object();
    SparkException refused =
        assertThrows(SparkException.class, () -> numbers.foreach(n -> own.add(secret.toString())));
    String all = refused + " " + refused.getCause();
    assertTrue(all.contains("java.lang.Object"), all);
  }

  @Test
  void itIsRegisteredOnceAndInOneContext() {
    assertFalse(words.isRegistered());
    context.sc().register(words);
    assertTrue(words.isRegistered());
    IllegalStateException twice =
        assertThrows(IllegalStateException.class, () -> context.sc().register(words, "again"));
    assertTrue(twice.getMessage().contains("twice"), twice.getMessage());
    assertThrows(IllegalArgumentException.class, () -> context.sc().register(null));
    assertThrows(IllegalArgumentException.class, () -> context.sc().register(new Words(), ""));
    Words other = new Words();
    try (JavaSparkContext another =
        new JavaSparkContext(conf().setMaster("local").setAppName("b"))) {
      another.sc().register(other);
    }
    Words foreign = other;
    context.sc().register(new Words());
    assertThrows(SparkException.class, () -> numbers.foreach(n -> foreign.add("x")));
  }

  /** Its copies are no copies. */
  static final class Same extends Words {
    private static final long serialVersionUID = 1L;

    @Override
    public AccumulatorV2<String, TreeSet<String>> copy() {
      return this;
    }
  }

  @Test
  void aClassWhoseCopiesAreNoneIsRefused() {
    Same same = new Same();
    context.sc().register(same);
    SparkException refused =
        assertThrows(SparkException.class, () -> numbers.foreach(n -> same.add("x")));
    String all = refused + " " + refused.getCause();
    assertTrue(all.contains("copyAndReset() gave the accumulator itself"), all);
  }
}
