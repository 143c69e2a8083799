package dev.tidemill.dstream.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The order of keys, and going over them while they come and go. */
class WindowKeysTest {
  @Test
  void goingOverKeysFindsOnceEachThatWasThereAllTheTimeAndNoneThatIsGone() {
    long seed = Long.getLong("window.seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      goOver(random, "replay with -Dwindow.seed=" + seed + ", round " + round);
    }
  }

  private static void goOver(Random random, String told) {
    WindowKeys<Integer, String> keys = new WindowKeys<>();
    Set<Integer> there = new LinkedHashSet<>();
    change(random, 60, keys, there, there);
    Set<Integer> throughout = new HashSet<>(there);
    int atBegin = there.size();
    WindowKeys<Integer, String>.Cursor cursor = keys.cursor();
    List<Integer> found = new ArrayList<>();
    while (!cursor.isAtEnd()) {
      WindowKey<Integer, String> key = cursor.next();
      if (key != null) {
        assertTrue(there.contains(key.key), told);
        found.add(key.key);
      }
      change(random, random.nextInt(8), keys, there, throughout);
    }
    assertEquals(found.size(), new HashSet<>(found).size(), told);
    assertTrue(found.containsAll(throughout), told);
    assertTrue(found.size() <= atBegin, told);
    List<Integer> order = new ArrayList<>();
    keys.forEach(key -> order.add(key.key));
    assertEquals(List.copyOf(there), order, told);
    assertEquals(there.size(), keys.size(), told);
  }

  /**
   * @param throughout loses keys that go, also if they come back
   */
  private static void change(
      Random random,
      int changes,
      WindowKeys<Integer, String> keys,
      Set<Integer> there,
      Set<Integer> throughout) {
    for (int i = 0; i < changes; i++) {
      int key = random.nextInt(40);
      if (random.nextInt(3) == 0) {
        keys.remove(key);
        there.remove(key);
        throughout.remove(key);
      } else {
        assertEquals(key, keys.of(key).key);
        there.add(key);
      }
    }
  }
}
