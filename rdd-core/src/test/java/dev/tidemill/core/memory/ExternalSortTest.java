package dev.tidemill.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExternalSortTest {
  private static final Comparator<Tuple2<Integer, Object>> BY_KEY =
      Comparator.comparing(pair -> pair._1);

  @TempDir Path place;
  private SmallWorkspace small;

  @BeforeEach
  void open() {
    small = new SmallWorkspace(place, 1);
  }

  @AfterEach
  void close() throws IOException {
    small.close();
  }

  /** Pairs whose keys are drawn from so many, numbered in their order. */
  private static List<Tuple2<Integer, Object>> pairs(Random random, int count, int keys) {
    List<Tuple2<Integer, Object>> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(new Tuple2<>(random.nextInt(keys), "record " + i));
    }
    return pairs;
  }

  private void check(String what, List<Tuple2<Integer, Object>> pairs) throws Exception {
    List<Tuple2<Integer, Object>> expected = new ArrayList<>(pairs);
    expected.sort(BY_KEY);
    try (ExternalSort<Tuple2<Integer, Object>> sort = new ExternalSort<>(small.workspace, BY_KEY)) {
      for (Tuple2<Integer, Object> pair : pairs) {
        sort.add(pair);
      }
      Iterator<Tuple2<Integer, Object>> sorted = sort.result().iterator();
      for (Tuple2<Integer, Object> pair : expected) {
        assertEquals(pair, sorted.next(), what);
      }
      assertFalse(sorted.hasNext(), what);
      assertThrows(NoSuchElementException.class, sorted::next, what);
    }
    small.requireNothingHeld(what);
  }

  @Test
  void whatFitsIsSortedInMemory() throws Exception {
    check("few", pairs(new Random(1), 100, 10));
    check("none", List.of());
    assertEquals(0, small.files.bytesWritten());
  }

  /** A failure names its seed; {@code -Dsort.seed=...} runs that one alone. */
  @Test
  void everySortIsStableHoweverLittleMemoryThereIs() throws Exception {
    Long only = Long.getLong("sort.seed");
    Random seeds = new Random();
    for (int i = 0; i < (only == null ? 50 : 1); i++) {
      long seed = only == null ? seeds.nextLong() : only;
      Random random = new Random(seed);
      int count = 1 << random.nextInt(15);
      check("replay with -Dsort.seed=" + seed, pairs(random, count, 1 + random.nextInt(count)));
    }
    assertTrue(only != null || small.files.bytesWritten() > 0);
  }

  @Test
  void moreRunsThanCanBeReadAtOnceAreMergedInPasses() throws Exception {
    // A share of 16 KiB: runs of some hundred records, of which two are merged at a time.
    check("many runs", pairs(new Random(2), 50_000, 100));
    long onePass = 50_000 * 15;
    assertTrue(small.files.bytesWritten() > 3 * onePass, small.files.bytesWritten() + " bytes");
    assertTrue(small.files.bytesWritten() < 20 * onePass, small.files.bytesWritten() + " bytes");
  }

  @Test
  void someRunsMoreThanCanBeReadAtOnceCostNoWholePass() throws Exception {
    long limit = 64 << 20;
    MemoryBudget budget = new MemoryBudget(limit, 8);
    Workspace workspace = new Workspace(small.workspace.codec(), budget, small.files);
    try (Reservation other = budget.reserve();
        ExternalSort<byte[]> sort =
            new ExternalSort<>(workspace, Comparator.comparing((byte[] bytes) -> bytes[0]))) {
      assertTrue(other.growTo(limit));
      // 140 MB in runs of 2 MB are 70, and up to 64 are merged at once.
      for (int i = 0; i < 140_000; i++) {
        byte[] record = new byte[1_000];
        record[0] = (byte) i;
        sort.add(record);
      }
      Iterator<byte[]> sorted = sort.result().iterator();
      assertTrue(small.files.bytesWritten() > 140_000_000, small.files.bytesWritten() + " bytes");
      assertTrue(small.files.bytesWritten() < 180_000_000, small.files.bytesWritten() + " bytes");
      int last = Byte.MIN_VALUE;
      for (int i = 0; i < 140_000; i++) {
        int next = sorted.next()[0];
        assertTrue(next >= last);
        last = next;
      }
    }
  }

  @Test
  void whatCannotBeEncodedStaysInMemory() throws Exception {
    List<Tuple2<Integer, Object>> pairs = pairs(new Random(3), 5_000, 50);
    for (int i = 0; i < pairs.size(); i += 3) {
      pairs.set(i, new Tuple2<>(pairs.get(i)._1, Thread.currentThread()));
    }
    check("every third", pairs);
    assertEquals(1, small.warnings.size(), small.warnings.toString());
  }

  @Test
  void aComparatorThatFailsFailsTheSortWithItsOwnException() throws Exception {
    IllegalStateException own = new IllegalStateException("own");
    try (ExternalSort<Integer> sort =
        new ExternalSort<>(
            small.workspace,
            (a, b) -> {
              throw own;
            })) {
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  sort.add(i);
                }
              });
      assertSame(own, thrown);
    }
    small.requireNothingHeld("after a failure");
  }

  @Test
  void aDiskThatIsFullFailsTheTaskAndLeavesNothing() throws Exception {
    for (long room = 0; room < 500_000; room += 10_000) {
      try (SmallWorkspace full = SmallWorkspace.withFullDisk(place.resolve("full"), room)) {
        try (ExternalSort<String> sort =
            new ExternalSort<>(full.workspace, Comparator.naturalOrder())) {
          IOException failed =
              assertThrows(
                  IOException.class,
                  () -> {
                    for (int i = 0; i < 50_000; i++) {
                      sort.add("record " + i);
                    }
                    sort.result().forEach(record -> {});
                  });
          assertTrue(failed.getMessage().contains("spark.local.dir"), failed.getMessage());
        }
        full.requireNothingHeld("with room for " + room);
      }
    }
  }
}
