package dev.tidemill.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.state.StateStore.Removal;
import dev.tidemill.core.state.StateStore.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TableStoreTest {
  private static Map<Integer, String> all(Iterator<Tuple2<Integer, String>> pairs) {
    Map<Integer, String> all = new HashMap<>();
    pairs.forEachRemaining(
        pair -> {
          if (all.put(pair._1, pair._2) != null) {
            throw new AssertionError("Twice: " + pair);
          }
        });
    return all;
  }

  private static TableStore<Integer, String> store(boolean ordered) {
    return new TableStore<>(ordered, Isolation.NONE);
  }

  private static void step(
      TableStore<Integer, String> store, long time, boolean keepBefore, int... keys) {
    Stage<Integer, String> stage = store.stage(time);
    for (int key : keys) {
      stage.put(stage.entry(key), "at " + time);
    }
    stage.publish(keepBefore);
  }

  /** Steps at random, some thrown away, against maps; all versions that are kept are read. */
  private static void assertVersions(long seed, int keys) {
    SplittableRandom random = new SplittableRandom(seed);
    TableStore<Integer, String> store = store(random.nextBoolean());
    Map<Integer, String> model = new HashMap<>();
    TreeMap<Long, Map<Integer, String>> kept = new TreeMap<>();
    Map<Long, Iterator<Tuple2<Integer, String>>> open = new TreeMap<>();
    Map<Long, Map<Integer, String>> begun = new HashMap<>();
    for (long time = 1; time < 60; time++) {
      Map<Integer, String> next = new HashMap<>(model);
      Stage<Integer, String> stage = store.stage(time);
      for (int i = random.nextInt(keys); i > 0; i--) {
        int key = random.nextInt(keys);
        int entry = stage.entry(key);
        assertEquals(next.containsKey(key), stage.exists(entry));
        assertEquals(next.get(key), stage.value(entry));
        if (random.nextInt(3) == 0) {
          stage.remove(entry, Removal.ASKED);
          next.remove(key);
        } else {
          stage.put(entry, key + " at " + time + ", " + i);
          next.put(key, key + " at " + time + ", " + i);
        }
        assertEquals(next.size(), stage.size());
      }
      if (random.nextInt(4) == 0) {
        stage.discard();
      } else {
        boolean keep = time > 1 && (!kept.isEmpty() || random.nextBoolean());
        if (keep && !model.isEmpty()) {
          kept.put(lastTime(store, kept, time), model);
        }
        stage.publish(keep);
        model = next;
        lastTimes.put(store, time);
      }
      assertEquals(model.size(), store.size());
      for (var version : kept.entrySet()) {
        assertEquals(version.getValue(), all(store.read(version.getKey())));
        if (random.nextInt(5) == 0 && !open.containsKey(version.getKey())) {
          Iterator<Tuple2<Integer, String>> reader = store.read(version.getKey());
          open.put(version.getKey(), reader);
          begun.put(version.getKey(), some(reader, random.nextInt(keys)));
        }
      }
      if (!kept.isEmpty() && random.nextInt(6) == 0) {
        long oldest = kept.firstKey();
        if (open.containsKey(oldest)) {
          Map<Integer, String> rest = all(open.remove(oldest));
          rest.putAll(begun.remove(oldest));
          assertEquals(kept.get(oldest), rest);
        }
        kept.remove(oldest);
        store.forget(kept.isEmpty() ? Long.MAX_VALUE : kept.firstKey());
        assertThrows(IllegalStateException.class, () -> store.read(oldest));
      }
    }
    lastTimes.remove(store);
  }

  private static final Map<TableStore<?, ?>, Long> lastTimes = new HashMap<>();

  private static long lastTime(
      TableStore<?, ?> store, TreeMap<Long, Map<Integer, String>> kept, long time) {
    return lastTimes.getOrDefault(store, time - 1);
  }

  private static Map<Integer, String> some(Iterator<Tuple2<Integer, String>> pairs, int count) {
    Map<Integer, String> some = new HashMap<>();
    for (int i = 0; i < count && pairs.hasNext(); i++) {
      Tuple2<Integer, String> pair = pairs.next();
      some.put(pair._1, pair._2);
    }
    return some;
  }

  @Test
  void everyVersionThatIsKeptStaysReadableWhileStepsGoOn() {
    long seed = Long.getLong("tidemill.seed", System.nanoTime());
    for (int i = 0; i < 60; i++) {
      long run = seed + i;
      try {
        assertVersions(run, i % 3 == 0 ? 1500 : 40);
      } catch (AssertionError | RuntimeException failed) {
        throw new AssertionError("Replay with -Dtidemill.seed=" + run, failed);
      }
    }
  }

  @Test
  void aVersionThatNobodyAsksForCostsNothing() {
    TableStore<Integer, String> store = store(false);
    step(store, 1, false, 1, 2, 3);
    step(store, 2, false, 1);
    step(store, 3, true, 2);
    step(store, 4, true, 3);

    assertEquals(3, store.versions());
    store.forget(3);
    assertEquals(2, store.versions());
    assertThrows(IllegalStateException.class, () -> store.read(2));
    assertEquals(Map.of(1, "at 2", 2, "at 3", 3, "at 1"), all(store.read(3)));
    store.forget(Long.MAX_VALUE);
    assertEquals(1, store.versions());
  }

  @Test
  void aStepVisitsTheKeysThatItMeetsAndNoOthers() {
    TableStore<Integer, String> store = store(true);
    int[] many = new int[10_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = i;
    }
    step(store, 1, false, many);

    Stage<Integer, String> stage = store.stage(2);
    for (int key : new int[] {5, 7, 5, 20_000}) {
      stage.put(stage.entry(key), "new");
    }
    stage.remove(stage.entry(9), Removal.ASKED);
    stage.publish(false);

    StateCounts counts = store.counts();
    assertEquals(4, counts.visited());
    assertEquals(3, counts.updated());
    assertEquals(1, counts.removed());
    assertEquals(10_000, counts.keys());
  }

  @Test
  void findsIdleKeysInTheOrderOfTheirTimesAndNoneThatTheStepHasMet() {
    TableStore<Integer, String> store = store(true);
    step(store, 1, false, 1, 2, 3);
    step(store, 2, false, 4);
    step(store, 3, false, 2, 5);

    Stage<Integer, String> stage = store.stage(4);
    stage.touch(stage.entry(1));
    List<Integer> idle = new ArrayList<>();
    for (int entry = stage.nextIdle(3); entry >= 0; entry = stage.nextIdle(3)) {
      idle.add(stage.key(entry));
      stage.remove(entry, Removal.TIMED_OUT);
    }
    stage.publish(false);

    assertEquals(List.of(3, 4), idle);
    assertEquals(2, store.counts().timedOut());
    assertEquals(3, store.counts().visited());
    assertEquals(Map.of(1, "at 1", 2, "at 3", 5, "at 3"), all(store.read(4)));
  }

  @Test
  void aStepThatIsThrownAwayLeavesNothing() {
    TableStore<Integer, String> store = store(true);
    step(store, 1, false, 1, 2);
    Stage<Integer, String> stage = store.stage(2);
    stage.put(stage.entry(1), "never");
    stage.put(stage.entry(3), "never");
    stage.remove(stage.entry(2), Removal.ASKED);
    stage.discard();

    assertEquals(Map.of(1, "at 1", 2, "at 1"), all(store.read(1)));
    assertEquals(2, store.size());
    Stage<Integer, String> again = store.stage(2);
    assertEquals(0, again.entry(3));
    assertTrue(!again.exists(0));
    again.discard();
  }

  @Test
  void readersHaveValuesOfTheirOwn() {
    TableStore<Integer, List<String>> store =
        new TableStore<>(false, new Isolation(Codec.plain(), false));
    Stage<Integer, List<String>> stage = store.stage(1);
    stage.put(stage.entry(1), new ArrayList<>(List.of("a")));
    stage.publish(false);

    store.read(1).next()._2.add("changed");

    assertEquals(List.of("a"), store.read(1).next()._2);
  }

  @Test
  void whatWasPutBackIsOrderedByItsTimes() {
    TableStore<Integer, String> store = store(true);
    KeyBlock block = new KeyBlock();
    block.add(1, "one", 30);
    block.add(2, "two", 10);
    block.add(3, "three", 20);
    block.add(2, "two again", 15);
    store.restore(block);
    block.clear();
    block.add(4, "four", 5);
    store.restore(block);
    store.remove(4);
    store.restored(40);

    assertEquals(Map.of(1, "one", 2, "two again", 3, "three"), all(store.read(40)));
    Stage<Integer, String> stage = store.stage(50);
    assertEquals(2, stage.key(stage.nextIdle(25)));
    assertEquals(3, stage.key(stage.nextIdle(25)));
    assertEquals(-1, stage.nextIdle(25));
    stage.discard();
  }
}
