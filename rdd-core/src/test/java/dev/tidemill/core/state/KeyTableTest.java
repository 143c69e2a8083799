package dev.tidemill.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyTableTest {
  /** Has the hash that it is told. */
  private record Key(int number, int hash) {
    @Override
    public int hashCode() {
      return hash;
    }
  }

  private static void put(KeyTable table, Object key, Object value, long time) {
    int hash = KeyIndex.hash(key);
    int place = table.find(key, hash);
    if (place < 0) {
      table.add(key, hash, value, time);
    } else {
      table.columns().value(place, value);
      table.touch(place, time);
    }
  }

  private static void remove(KeyTable table, Object key) {
    int place = table.find(key, KeyIndex.hash(key));
    if (place >= 0) {
      table.remove(place);
    }
  }

  private static List<Object> inOrder(KeyTable table) {
    List<Object> keys = new ArrayList<>();
    for (int place = table.oldest(); place >= 0; place = table.younger(place)) {
      keys.add(table.columns().key(place));
    }
    return keys;
  }

  /** Values for the steps of a test. */
  private enum Values {
    INTEGERS,
    LONGS,
    DOUBLES,
    TEXTS,
    LONGS_THEN_ANY,
    ANY;

    Object of(int step, SplittableRandom random) {
      return switch (this) {
        case INTEGERS -> step;
        case LONGS -> (long) step << 20;
        case DOUBLES -> step % 50 == 0 ? Double.NaN : step / 3.0;
        case TEXTS -> "at " + step;
        case LONGS_THEN_ANY -> step < 5000 || random.nextInt(500) > 0 ? (long) -step : null;
        case ANY -> Values.values()[random.nextInt(5)].of(step, random);
      };
    }
  }

  /** A model that keeps the order of touches, as the table does. */
  private static void assertLikeAMap(
      long seed, int keys, int distinctHashes, int steps, Values values) {
    SplittableRandom random = new SplittableRandom(seed);
    KeyTable table = new KeyTable(true);
    Map<Object, Object> model = new LinkedHashMap<>();
    for (int step = 0; step < steps; step++) {
      int number = random.nextInt(keys);
      Object key = number == 0 ? null : new Key(number, number % distinctHashes);
      // Now the table grows, now it shrinks.
      boolean grows = step / (2 * keys) % 2 == 0;
      if (random.nextInt(4) < (grows ? 3 : 1)) {
        Object value = values.of(step, random);
        put(table, key, value, step);
        model.remove(key);
        model.put(key, value);
      } else {
        remove(table, key);
        model.remove(key);
      }
      assertEquals(model.size(), table.size());
    }
    model.forEach(
        (key, value) ->
            assertEquals(value, table.columns().value(table.find(key, KeyIndex.hash(key)))));
    assertEquals(new ArrayList<>(model.keySet()), inOrder(table));
    for (Iterator<Object> left = model.keySet().iterator(); left.hasNext(); ) {
      remove(table, left.next());
    }
    assertEquals(0, table.size());
    assertEquals(List.of(), inOrder(table));
  }

  @ParameterizedTest
  @EnumSource
  void holdsWhatAMapHoldsInTheOrderOfTouches(Values values) {
    long seed = Long.getLong("tidemill.seed", System.nanoTime());
    try {
      for (int keys : new int[] {3, 40, 2000, 20_000}) {
        assertLikeAMap(seed, keys, keys, 10 * keys, values);
      }
    } catch (AssertionError failed) {
      throw new AssertionError("Replay with -Dtidemill.seed=" + seed, failed);
    }
  }

  @Test
  void keysWhoseHashesAreAlikeCostTimeOnly() {
    assertLikeAMap(1, 1500, 1, 6000, Values.TEXTS);
    assertLikeAMap(2, 3000, 7, 12_000, Values.LONGS);
  }

  @Test
  void theDirectoryDoesNotGrowForHashesThatAreAlike() {
    KeyTable table = new KeyTable(false);
    for (int i = 0; i < 3000; i++) {
      Key key = new Key(i, 42);
      table.add(key, KeyIndex.hash(key), i, 0);
    }

    assertTrue(table.bytes() < 3000 * 100, () -> table.bytes() + " bytes");
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void aKeyCostsAtMost48Bytes(boolean ordered, boolean numbers) {
    KeyTable table = new KeyTable(ordered);
    int ofTheValue = numbers ? Long.BYTES : 0; // it needs no object then
    double worst = 0;
    for (int i = 0; i < 1_000_000; i++) {
      Object value = numbers ? (Object) (long) i : "";
      table.add(i, KeyIndex.hash(i), value, i);
      if (i >= 10_000 && i % 1000 == 0) {
        worst = Math.max(worst, (double) table.bytes() / table.size() - ofTheValue);
      }
    }

    assertTrue(worst <= 48, "A key costs " + worst + " bytes");
  }

  @Test
  void anOddValueCostsTheRoomOfItsNeighboursOnly() {
    KeyTable table = new KeyTable(true);
    for (int i = 0; i < 100_000; i++) {
      table.add(i, KeyIndex.hash(i), (long) i, i);
    }
    long before = table.bytes();

    put(table, 50_000, "odd", 0);

    assertEquals(1024 * (Integer.BYTES - Long.BYTES), table.bytes() - before);
    assertEquals("odd", table.columns().value(50_000));
    assertEquals(50_001L, table.columns().value(50_001));
    assertEquals(99_999L, table.columns().value(99_999));
  }

  @Test
  void aTableThatShrinksGivesItsMemoryBack() {
    KeyTable table = new KeyTable(true);
    for (int i = 0; i < 200_000; i++) {
      table.add(i, KeyIndex.hash(i), i, i);
    }
    for (int i = 0; i < 199_000; i++) {
      remove(table, i);
    }

    assertEquals(1000, table.size());
    assertTrue(table.bytes() < 1_000_000, () -> table.bytes() + " bytes");
  }

  @Test
  void putsKeysInTheOrderOfTheirTimesAgain() {
    KeyTable table = new KeyTable(true);
    long[] times = {30, 10, 20, 10, 30, 5};
    for (int i = 0; i < times.length; i++) {
      table.add(i, KeyIndex.hash(i), i, times[i]);
    }

    table.order();

    assertEquals(List.of(5, 1, 3, 2, 0, 4), inOrder(table));
  }

  @Test
  void growingNeverMovesMoreThanAFewHundredKeysAtOnce() {
    KeyColumns columns = new KeyColumns(false);
    KeyIndex index = new KeyIndex(columns);
    int most = 0;
    for (int i = 0; i < 500_000; i++) {
      columns.reach(i);
      int hash = KeyIndex.hash(i);
      columns.hash(i, hash);
      int before = index.moved();
      index.add(hash, i);
      most = Math.max(most, index.moved() - before);
    }

    assertTrue(most <= 800, "One key moved " + most);
  }
}
