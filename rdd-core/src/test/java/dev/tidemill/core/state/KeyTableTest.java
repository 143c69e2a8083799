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
import org.junit.jupiter.params.provider.ValueSource;

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

  /** A model that keeps the order of touches, as the table does. */
  private static void assertLikeAMap(long seed, int keys, int distinctHashes, int steps) {
    SplittableRandom random = new SplittableRandom(seed);
    KeyTable table = new KeyTable(true);
    Map<Object, Object> model = new LinkedHashMap<>();
    for (int step = 0; step < steps; step++) {
      int number = random.nextInt(keys);
      Object key = number == 0 ? null : new Key(number, number % distinctHashes);
      // Now the table grows, now it shrinks.
      boolean grows = step / (2 * keys) % 2 == 0;
      if (random.nextInt(4) < (grows ? 3 : 1)) {
        put(table, key, step, step);
        model.remove(key);
        model.put(key, step);
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
  @ValueSource(ints = {3, 40, 2000, 20_000})
  void holdsWhatAMapHoldsInTheOrderOfTouches(int keys) {
    long seed = Long.getLong("tidemill.seed", System.nanoTime());
    try {
      assertLikeAMap(seed, keys, keys, 10 * keys);
    } catch (AssertionError failed) {
      throw new AssertionError("Replay with -Dtidemill.seed=" + seed, failed);
    }
  }

  @Test
  void keysWhoseHashesAreAlikeCostTimeOnly() {
    assertLikeAMap(1, 1500, 1, 6000);
    assertLikeAMap(2, 3000, 7, 12_000);
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
  @ValueSource(booleans = {false, true})
  void aKeyCostsAtMost48Bytes(boolean ordered) {
    KeyTable table = new KeyTable(ordered);
    double worst = 0;
    for (int i = 0; i < 1_000_000; i++) {
      Integer key = i;
      table.add(key, KeyIndex.hash(key), key, i);
      if (i >= 10_000 && i % 1000 == 0) {
        worst = Math.max(worst, (double) table.bytes() / table.size());
      }
    }

    assertTrue(worst <= 48, "A key costs " + worst + " bytes");
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

    assertTrue(most <= 400, "One key moved " + most);
  }
}
