package dev.tidemill.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpillingListsTest {
  @TempDir Path place;
  private SmallWorkspace small;
  private SpillFile file;

  @BeforeEach
  void open() {
    small = new SmallWorkspace(place, 1 << 16);
    file = small.files.file();
  }

  @AfterEach
  void close() throws IOException {
    file.close();
    small.requireNothingHeld("at the end");
    small.close();
  }

  private static List<Object> read(SpillingLists lists, int list) {
    List<Object> all = new ArrayList<>();
    for (SpilledRecords segment : lists.onDisk(list)) {
      segment.forEach(all::add);
    }
    all.addAll(lists.inMemory(list));
    return all;
  }

  /** A failure names its seed; {@code -Dlists.seed=...} runs that one alone. */
  @Test
  void everyListHasItsRecordsInOrderHoweverLittleMemoryThereIs() throws Exception {
    Long only = Long.getLong("lists.seed");
    Random seeds = new Random();
    for (int i = 0; i < (only == null ? 100 : 1); i++) {
      long seed = only == null ? seeds.nextLong() : only;
      check("replay with -Dlists.seed=" + seed, new Random(seed));
    }
    assertTrue(only != null || small.files.bytesWritten() > 0);
  }

  private void check(String what, Random random) throws Exception {
    int count = 1 + random.nextInt(20);
    List<List<Object>> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      expected.add(new ArrayList<>());
    }
    boolean unencodable = random.nextInt(5) == 0;
    try (SpillingLists lists = new SpillingLists(small.workspace, count, file)) {
      for (int i = 1 << random.nextInt(15); i > 0; i--) {
        int list = random.nextInt(random.nextInt(count) + 1);
        Object record = unencodable && i % 7 == 0 ? Thread.currentThread() : "record " + i;
        lists.add(list, record);
        expected.get(list).add(record);
      }
      lists.finish();
      for (int list = 0; list < count; list++) {
        assertEquals(expected.get(list), read(lists, list), what);
        if (random.nextBoolean()) {
          lists.drop(list);
          assertEquals(List.of(), read(lists, list), what);
        }
      }
    }
    assertEquals(0, small.budget.held(), what);
  }

  @Test
  void whatFitsStaysInMemoryAndIsGivenBackListByList() throws Exception {
    try (SpillingLists lists = new SpillingLists(small.workspace, 3, file)) {
      for (int i = 0; i < 300; i++) {
        lists.add(i % 2, "record " + i);
      }
      lists.finish();
      long held = small.budget.held();
      assertTrue(held > 300 * 48, held + " bytes");
      lists.drop(0);
      assertEquals(held / 2, small.budget.held());
      lists.drop(0);
      lists.drop(2);
      assertEquals(held / 2, small.budget.held());
      lists.drop(1);
      assertEquals(0, small.budget.held());
    }
    assertEquals(0, small.files.bytesWritten());
  }

  @Test
  void whatWaitsForReadersHasNoShareOfAFullMemory() throws Exception {
    try (Reservation other = small.budget.reserve();
        SpillingLists lists = new SpillingLists(small.workspace, 1, file)) {
      assertTrue(other.growTo(small.budget.limit()));
      for (int i = 0; i < 100; i++) {
        lists.add(0, "record " + i);
      }
      assertTrue(small.budget.isOverdrawn());
      assertEquals(0, small.files.bytesWritten());
      lists.finish();
      assertEquals(small.budget.limit(), small.budget.held());
      assertTrue(small.files.bytesWritten() > 0);
      assertEquals(100, read(lists, 0).size());
    }
  }

  @Test
  void aDiskThatIsFullFailsTheTask() throws Exception {
    try (SmallWorkspace full = SmallWorkspace.withFullDisk(place.resolve("full"), 100);
        SpillFile onFull = full.files.file();
        SpillingLists lists = new SpillingLists(full.workspace, 2, onFull)) {
      IOException failed =
          assertThrows(
              IOException.class,
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  lists.add(i % 2, "record " + i);
                }
              });
      assertTrue(failed.getMessage().contains("spark.local.dir"), failed.getMessage());
    }
  }
}
