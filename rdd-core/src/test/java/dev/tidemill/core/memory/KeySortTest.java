package dev.tidemill.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.Tuple2;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Against the sort of lists, which is stable. */
class KeySortTest {
  private static final int MANY = 3_000;

  @SuppressWarnings("unchecked") // keys of one class compare with each other
  private static final Comparator<Tuple2<?, Integer>> BY_KEY =
      (a, b) -> ((Comparable<Object>) a._1).compareTo(b._1);

  private static void check(String what, IntFunction<Object> keys) {
    List<Tuple2<?, Integer>> pairs = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      pairs.add(new Tuple2<>(keys.apply(i), i));
    }
    check(what, pairs, BY_KEY, false);
    check(what + ", descending", pairs, BY_KEY.reversed(), true);
  }

  private static void check(
      String what,
      List<Tuple2<?, Integer>> pairs,
      Comparator<Tuple2<?, Integer>> order,
      boolean descending) {
    List<Tuple2<?, Integer>> expected = new ArrayList<>(pairs);
    expected.sort(order);
    List<Tuple2<?, Integer>> sorted = new ArrayList<>(pairs);
    KeySort.sort(sorted, order, descending);
    for (int i = 0; i < MANY; i++) {
      assertSame(expected.get(i), sorted.get(i), what + ", place " + i);
    }
  }

  @Test
  void wholeNumbersOfBothSigns() {
    Random random = new Random(1);
    check("int", i -> random.nextInt());
    check("few ints", i -> random.nextInt(7) - 3);
    check("long", i -> random.nextLong());
    check("ends", i -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE);
    check("all the same", i -> 5);
  }

  @Test
  void textsThatBeginAlike() {
    Random random = new Random(2);
    check("short rest", i -> "customer-" + random.nextInt(1_000));
    check("long rest", i -> "http://host/" + random.nextLong());
    check("one is the beginning of all", i -> i == 2_000 ? "ab" : "abc" + random.nextInt(100));
    check("equal texts", i -> "same");
    check("empty texts", i -> random.nextBoolean() ? "" : "a");
    check("differ after the number", i -> random.nextInt(2) + "12345678" + random.nextInt(50));
  }

  @Test
  void textsOfAllCharacters() {
    Random random = new Random(3);
    String letters = "a\u0000\u00ff\u0100\ud83d\ude00\uffff";
    check(
        "any",
        i -> {
          StringBuilder text = new StringBuilder();
          for (int length = random.nextInt(12); length > 0; length--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
          }
          return text.toString();
        });
    check("a zero at the end", i -> random.nextBoolean() ? "a" : "a\u0000");
    check("wide", i -> "\u4e2d\u6587" + (char) (0x4e00 + random.nextInt(5_000)));
  }

  /** Runs again with {@code -Dkeysort.seed}. */
  @Test
  void randomTexts() {
    Long only = Long.getLong("keysort.seed");
    for (long round = 0; round < (only == null ? 60 : 1); round++) {
      long seed = only == null ? round : only;
      Random random = new Random(seed);
      String common = "x".repeat(random.nextInt(12));
      int characters = 1 + random.nextInt(random.nextBoolean() ? 3 : 1_000);
      int longest = 1 + random.nextInt(20);
      check(
          "-Dkeysort.seed=" + seed,
          i -> {
            StringBuilder text = new StringBuilder(common);
            for (int length = random.nextInt(longest); length > 0; length--) {
              text.append((char) random.nextInt(characters));
            }
            return text.toString();
          });
    }
  }

  @Test
  void keysOfOtherClassesAreCompared() {
    Random random = new Random(4);
    check("double", i -> random.nextDouble());
    check("boolean", i -> random.nextBoolean());
  }

  @Test
  void whatCannotBeComparedFailsAsItDoesInTheSortOfLists() {
    List<Tuple2<?, Integer>> pairs = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      pairs.add(new Tuple2<>(i == MANY - 1 ? "text" : (Object) i, i));
    }
    assertThrows(ClassCastException.class, () -> KeySort.sort(pairs, BY_KEY, false));
  }

  @Test
  void fewPairsAreSortedToo() {
    List<Tuple2<?, Integer>> pairs = new ArrayList<>();
    pairs.add(new Tuple2<>("b", 1));
    pairs.add(new Tuple2<>("a", 2));
    KeySort.sort(pairs, BY_KEY, false);
    assertEquals("a", pairs.get(0)._1);
  }
}
