package dev.tidemill.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpillingTableTest {
  private static final String PADDING = "x".repeat(40);

  @TempDir Path place;
  private SmallWorkspace small;

  /** Groups values; what happened to a group is in it. */
  private static final class Grouping implements Combiner<Object, List<Object>> {
    @Override
    public List<Object> create(int source, Object value) {
      return new ArrayList<>(List.of("first of " + source, value));
    }

    @Override
    public List<Object> merge(List<Object> combined, int source, Object value) {
      combined.add("then of " + source);
      combined.add(value);
      return combined;
    }
  }

  private static final Combiner<Integer, Integer> SUM =
      new Combiner<>() {
        @Override
        public Integer create(int source, Integer value) {
          return value;
        }

        @Override
        public Integer merge(Integer combined, int source, Integer value) {
          return combined + value;
        }
      };

  /** All of one hash. */
  record Clashing(int number) {
    @Override
    public int hashCode() {
      return 7;
    }
  }

  /** Equal only to itself. */
  static final class ByIdentity {
    final int number;

    ByIdentity(int number) {
      this.number = number;
    }
  }

  @BeforeEach
  void open() {
    small = new SmallWorkspace(place, 1);
  }

  @AfterEach
  void close() throws IOException {
    small.close();
  }

  private <K> SpillingTable<K, Object, List<Object>> grouping() {
    return new SpillingTable<>(small.workspace, new Grouping());
  }

  private static <K, C> List<Tuple2<K, C>> all(Iterator<Tuple2<K, C>> pairs) {
    List<Tuple2<K, C>> all = new ArrayList<>();
    pairs.forEachRemaining(all::add);
    return all;
  }

  /** Groups the same values by the table and by a map: several rounds over the same keys. */
  private <K> void checkGroups(int keys, int rounds, IntFunction<K> key) throws Exception {
    Map<K, List<Object>> expected = new LinkedHashMap<>();
    Grouping grouping = new Grouping();
    try (SpillingTable<K, Object, List<Object>> table = grouping()) {
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < keys; i++) {
          int source = i % 3;
          String value = PADDING + round;
          table.add(source, key.apply(i), value);
          expected.compute(
              key.apply(i),
              (k, group) ->
                  group == null
                      ? grouping.create(source, value)
                      : grouping.merge(group, source, value));
        }
      }
      List<Tuple2<K, List<Object>>> got = all(table.result());
      assertEquals(new ArrayList<>(expected.keySet()), got.stream().map(pair -> pair._1).toList());
      got.forEach(pair -> assertEquals(expected.get(pair._1), pair._2, "key " + pair._1));
    }
    small.requireNothingHeld("after closing");
  }

  @Test
  void whatFitsNeverSeesTheDisk() throws Exception {
    checkGroups(20, 3, i -> "key " + i);
    assertEquals(0, small.files.bytesWritten());
  }

  @Test
  void tenTimesWhatFitsComesInTheOrderOfFirstSightAllTheSame() throws Exception {
    checkGroups(1_000, 3, i -> "key " + i);
    assertTrue(small.files.bytesWritten() > 10 * SmallWorkspace.SMALLEST);
  }

  @Test
  void nullIsAKeyOnDiskToo() throws Exception {
    checkGroups(2_000, 2, i -> i % 50 == 49 ? null : i);
    assertTrue(small.files.bytesWritten() > 0);
  }

  @Test
  void keysThatDifferInTheLastBitsOfTheirHashesOnlyArePartedLevelByLevel() throws Exception {
    checkGroups(1 << 11, 2, SpillingTableTest::numberOfHash);
    assertEquals(0, DenseTable.hash(numberOfHash(1 << 11)) >>> 12);
    assertTrue(small.files.bytesWritten() > 0);
    assertEquals(List.of(), small.warnings);
  }

  /** The number that {@link DenseTable#hash} gives this hash. */
  private static Integer numberOfHash(int hash) {
    int inverse = 1;
    for (int i = 0; i < 5; i++) {
      inverse *= 2 - 0x9e3779b9 * inverse; // twice as many bits are right each time
    }
    return (hash ^ hash >>> 16) * inverse;
  }

  @Test
  void keysOfOneHashStayInMemory() throws Exception {
    checkGroups(1_000, 2, Clashing::new);
    assertEquals(0, small.files.bytesWritten());
  }

  @Test
  void keysOfOneHashArePartedFromOthers() throws Exception {
    checkGroups(2_000, 2, i -> i % 2 == 0 ? new Clashing(i) : i);
    assertTrue(small.files.bytesWritten() > 0);
  }

  @Test
  void groupsLargerThanAllMemoryCome() throws Exception {
    checkGroups(3, 3_000, i -> "key " + i);
    assertTrue(small.files.bytesWritten() > 0);
  }

  @Test
  void aFrequentKeyIsCombinedInMemoryWhileOthersAreOnDisk() throws Exception {
    try (SpillingTable<Object, Integer, Integer> table =
        new SpillingTable<>(small.workspace, SUM)) {
      for (int i = 0; i < 100_000; i++) {
        table.add(0, "rare " + i % 2_000, 1);
        table.add(0, "frequent", 1);
      }
      List<Tuple2<Object, Integer>> sums = all(table.result());
      assertEquals(2_001, sums.size());
      assertEquals(new Tuple2<>("rare 0", 50), sums.get(0));
      assertEquals(new Tuple2<>("frequent", 100_000), sums.get(1));
      assertEquals(new Tuple2<>("rare 1999", 50), sums.get(2_000));
    }
  }

  @Test
  void whatIsWrittenIsNoMoreThanAFewTimesWhatIsAdded() throws Exception {
    int keys = 20_000;
    try (SpillingTable<Integer, Object, List<Object>> table = grouping()) {
      for (int i = 0; i < 2 * keys; i++) {
        table.add(0, i % keys, PADDING);
      }
      all(table.result());
    }
    long added = 2L * keys * (PADDING.length() + 10);
    assertTrue(added > 100 * SmallWorkspace.SMALLEST);
    assertTrue(small.files.bytesWritten() < 5 * added, small.files.bytesWritten() + " bytes");
  }

  @Test
  void aTypeThatCannotBeEncodedStaysInMemoryAndIsSaidOnce() throws Exception {
    checkGroupsWith(1_000, i -> i, Thread.currentThread());
    checkGroupsWith(1_000, i -> i, Thread.currentThread());
    assertEquals(1, small.warnings.size(), small.warnings.toString());
    assertTrue(small.warnings.get(0).contains("tidemill.codec.class"));
  }

  @Test
  void aValueThatCannotBeEncodedAmongOthersThatCanLosesNothing() throws Exception {
    checkGroupsWith(4_000, i -> i, PADDING, Thread.currentThread(), PADDING, PADDING);
    assertTrue(small.files.bytesWritten() > 0);
  }

  @Test
  void keysWhoseCopiesAreNotEqualToThemStayInMemory() throws Exception {
    List<ByIdentity> keys = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      keys.add(new ByIdentity(i));
    }
    checkGroupsWith(1_000, keys::get, PADDING, PADDING);
    assertEquals(0, small.files.bytesWritten());
    assertEquals(1, small.warnings.size(), small.warnings.toString());
    assertTrue(small.warnings.get(0).contains("equals and hashCode"), small.warnings.get(0));
  }

  @Test
  void suchKeysThatComeWhenOthersAreOnDiskStayInMemoryToo() throws Exception {
    List<ByIdentity> keys = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      keys.add(new ByIdentity(i));
    }
    checkGroupsWith(3_000, i -> i < 2_000 ? i : keys.get(i - 2_000), PADDING, PADDING);
    assertTrue(small.files.bytesWritten() > 0);
  }

  /** Groups these values for each key, round by round. */
  private <K> void checkGroupsWith(int keys, IntFunction<K> key, Object... values)
      throws Exception {
    try (SpillingTable<K, Object, List<Object>> table = grouping()) {
      for (Object value : values) {
        for (int i = 0; i < keys; i++) {
          table.add(0, key.apply(i), value);
        }
      }
      Iterator<Tuple2<K, List<Object>>> result = table.result();
      for (int i = 0; i < keys; i++) {
        Tuple2<K, List<Object>> pair = result.next();
        assertEquals(key.apply(i), pair._1);
        assertEquals(2 * values.length, pair._2.size());
        for (int j = 0; j < values.length; j++) {
          assertEquals(values[j], pair._2.get(2 * j + 1));
        }
      }
      assertFalse(result.hasNext());
      assertThrows(NoSuchElementException.class, result::next);
    }
    small.requireNothingHeld("after closing");
  }

  @Test
  void arraysAreRefusedAsKeysOnDiskToo() throws Exception {
    try (SpillingTable<Object, Object, List<Object>> table = grouping()) {
      assertThrows(SparkException.class, () -> table.add(0, new int[1], 1));
      for (int i = 0; i < 20_000; i++) {
        table.add(0, i, PADDING);
      }
      assertTrue(small.files.bytesWritten() > 0);
      for (int i = 0; i < 100; i++) {
        assertThrows(SparkException.class, () -> table.add(0, new int[1], 1));
      }
      assertEquals(20_000, all(table.result()).size());
    }
  }

  @Test
  void aCombinerThatFailsAtTheEndFailsTheResultWithItsOwnException() throws Exception {
    IllegalStateException own = new IllegalStateException("own");
    Combiner<Integer, Integer> failing =
        new Combiner<>() {
          @Override
          public Integer create(int source, Integer value) {
            return value;
          }

          @Override
          public Integer merge(Integer combined, int source, Integer value) {
            throw own;
          }
        };
    try (SpillingTable<String, Integer, Integer> table =
        new SpillingTable<>(small.workspace, failing)) {
      for (int i = 0; i < 50_000; i++) {
        table.add(0, "key " + i, 1);
      }
      assertTrue(small.files.bytesWritten() > 0);
      int onDisk = 0;
      for (int i = 0; i < 50_000; i++) {
        try {
          table.add(0, "key " + i, 1);
          onDisk++;
        } catch (IllegalStateException inMemory) {
          assertSame(own, inMemory);
        }
      }
      assertTrue(onDisk > 0, "nothing was left to combine");
      assertSame(own, assertThrows(IllegalStateException.class, table::result));
    }
    small.requireNothingHeld("after a failure");
  }

  @Test
  void anInterruptEndsTheWorkThatIsLeft() throws Exception {
    try (SpillingTable<Object, Object, List<Object>> table = grouping()) {
      for (int i = 0; i < 40_000; i++) {
        table.add(0, i, PADDING);
      }
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, table::result);
    }
    small.requireNothingHeld("after an interrupt");
  }

  @Test
  void aDiskThatIsFullFailsTheTaskAndLeavesNothing() throws Exception {
    for (long room = 0; room < 1 << 20; room += 20_000) {
      try (SmallWorkspace full = SmallWorkspace.withFullDisk(place.resolve("full"), room)) {
        try (SpillingTable<Object, Object, List<Object>> table =
            new SpillingTable<>(full.workspace, new Grouping())) {
          IOException failed =
              assertThrows(
                  IOException.class,
                  () -> {
                    for (int i = 0; i < 20_000; i++) {
                      table.add(0, i, PADDING);
                    }
                    all(table.result());
                  });
          assertTrue(failed.getMessage().contains("spark.local.dir"), failed.getMessage());
        }
        full.requireNothingHeld("with room for " + room);
      }
    }
  }

  @Test
  void memoryThatOthersHoldMakesItUseTheDiskAndMemoryTheyGiveBackIsUsed() throws Exception {
    MemoryBudget budget = new MemoryBudget(64 * SmallWorkspace.SMALLEST, 16);
    Workspace workspace = new Workspace(small.workspace.codec(), budget, small.files);
    try (Reservation other = budget.reserve();
        SpillingTable<Object, Object, List<Object>> table =
            new SpillingTable<>(workspace, new Grouping())) {
      assertTrue(other.growTo(budget.limit()));
      for (int i = 0; i < 20_000; i++) {
        table.add(0, i, PADDING);
      }
      assertTrue(small.files.bytesWritten() > 0);
      assertTrue(budget.held() <= budget.limit() + budget.share());
      other.shrinkTo(0);
      all(table.result());
    }
    try (SpillingTable<Object, Object, List<Object>> table =
        new SpillingTable<>(workspace, new Grouping())) {
      long before = small.files.bytesWritten();
      for (int i = 0; i < 1_000; i++) {
        table.add(0, i, PADDING);
      }
      assertTrue(budget.held() > budget.share(), budget.held() + " held");
      all(table.result());
      assertEquals(before, small.files.bytesWritten());
    }
  }
}
