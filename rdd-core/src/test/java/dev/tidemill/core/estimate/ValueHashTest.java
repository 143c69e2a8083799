package dev.tidemill.core.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import dev.tidemill.Tuple3;
import dev.tidemill.storage.StorageLevel;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ValueHashTest {
  /** Made anew each time, so that nothing is equal because it is the same object. */
  private static List<Object> differentValues() {
    List<Object> values = new ArrayList<>();
    values.add(null);
    values.addAll(List.of("", "a", "b", "ab", "ba", "\0", "\0\0", "1", "null"));
    values.addAll(List.of(1, 1L, 1.0, 1f, (short) 1, (byte) 1, '1', true, false));
    values.addAll(List.of(0, 0L, 0.0, -0.0, Double.NaN, Double.MIN_VALUE, Long.MIN_VALUE));
    values.addAll(List.of(BigInteger.ONE, new BigInteger("123456789012345678901234567890")));
    values.addAll(List.of(TimeUnit.DAYS, TimeUnit.HOURS, Thread.State.NEW));
    values.addAll(List.of(new Tuple2<>(1, 2), new Tuple2<>(2, 1), new Tuple2<>("a", "b")));
    values.addAll(List.of(new Tuple2<>(null, 1), new Tuple2<>(1, null), new Tuple3<>(1, 2, 3)));
    values.addAll(List.of(new Tuple3<>(3, 2, 1), new Tuple2<>(1, new Tuple2<>(2, 3))));
    values.addAll(List.of(List.of(1, 2), List.of(2, 1), StorageLevel.MEMORY_ONLY()));
    return values;
  }

  private static List<Long> hashes(List<?> values) {
    return values.stream().map(ValueHash::of).toList();
  }

  @Test
  void equalValuesHaveEqualHashesAndOthersOthers() {
    List<Object> values = differentValues();
    assertEquals(hashes(values), hashes(differentValues()));
    assertEquals(values.size(), new HashSet<>(hashes(values)).size());
    assertEquals(ValueHash.of(new byte[] {1, 2}), ValueHash.of(new byte[] {1, 2}));
    assertTrue(ValueHash.of(new byte[] {1, 2}) != ValueHash.of(new byte[] {2, 1}));
    assertTrue(ValueHash.of(new byte[] {0}) != ValueHash.of(new byte[] {0, 0}));
  }

  /** Counts that are stored by one release are merged by the next. */
  @Test
  void hashesStayWhatTheyAre() {
    assertEquals(
        List.of(
            1428740210282922284L,
            1288350127663498790L,
            8414863835870434304L,
            -3906183902079737258L,
            -915168812130187566L),
        hashes(Arrays.asList(null, "tidemill", 42, 42L, new Tuple2<>("a", 0.5))));
  }

  @Test
  void otherArraysAreRefused() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ValueHash.of(new int[1]));
    assertEquals(
        "An array of int is equal only to itself, so different ones cannot be counted; map it to a"
            + " string or a list of its elements.",
        refused.getMessage());
  }

  /** With 32 bits about 116 of a million would be lost, with 64 none. */
  @Test
  void aMillionTextsHaveAMillionHashes() {
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < 1_000_000; i++) {
      hashes.add(ValueHash.of("key-" + i));
    }
    assertEquals(1_000_000, hashes.size());
  }

  /** Half of the bits, give or take: a deviation is 0.5 percent of the 10,000 flips of each. */
  @Test
  void everyBitDependsOnEveryBit() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int tries = 10_000;
    int[][] flipped = new int[Long.SIZE][Long.SIZE];
    for (int i = 0; i < tries; i++) {
      long value = random.nextLong();
      long hash = ValueHash.of(value);
      for (int in = 0; in < Long.SIZE; in++) {
        long changed = hash ^ ValueHash.of(value ^ 1L << in);
        for (int out = 0; out < Long.SIZE; out++) {
          flipped[in][out] += (int) (changed >>> out & 1);
        }
      }
    }
    for (int in = 0; in < Long.SIZE; in++) {
      for (int out = 0; out < Long.SIZE; out++) {
        String what = "bit " + in + " to bit " + out + ", seed " + seed;
        assertEquals(0.5, flipped[in][out] / (double) tries, 0.035, what);
      }
    }
  }
}
