package dev.tidemill.core.engine.local.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.engine.local.kept.KeptPartitions.Making;
import dev.tidemill.core.engine.local.kept.KeptPartitions.Reading;
import dev.tidemill.core.memory.MemoryBudget;
import dev.tidemill.core.memory.SpillFiles;
import dev.tidemill.core.memory.Workspace;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.storage.StorageLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where kept partitions lie, and who has to go when there is no room. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeptPartitionsTest {
  private static final int MEMORY = 1 << 20;
  private static final int RECORDS = 5_000;

  @TempDir private Path directory;
  private SpillFiles files;
  private KeptPartitions kept;
  private int made;

  @BeforeEach
  void open() {
    files = new SpillFiles(List.of(directory));
    Codec codec = Codec.plain();
    Workspace workspace = new Workspace(codec, MemoryBudget.unbounded(), files);
    kept = new KeptPartitions(workspace, new Isolation(codec, false), MEMORY);
  }

  @AfterEach
  void everythingIsGivenBack() throws IOException {
    kept.close();
    assertEquals(0, kept.memoryBytes());
    assertEquals(0, files.openFiles());
    files.close();
  }

  /** A dataset of two partitions that is kept. Only its identity and mark matter here. */
  private static Plan<Object> dataset(StorageLevel level) {
    Plan<Object> plan = new Source<>(GivenData.sliced(List.of(), 2));
    plan.keep(level);
    return plan;
  }

  /** Texts of about 136 KB by our count: seven partitions fill the memory. */
  private Making texts(String prefix) {
    return () -> {
      made++;
      return IntStream.range(0, RECORDS / 10).mapToObj(i -> (Object) text(prefix, i)).iterator();
    };
  }

  private static String text(String prefix, int i) {
    return (prefix + i).repeat(10).substring(0, 10) + "x".repeat(100);
  }

  private static List<Object> list(Reading reading) {
    List<Object> records = new ArrayList<>();
    reading.each().forEachRemaining(records::add);
    return records;
  }

  private List<Object> read(Plan<?> plan, int partition, String prefix) throws Exception {
    return list(kept.read(plan, partition, texts(prefix)));
  }

  private List<Object> expected(String prefix) throws Exception {
    List<Object> records = new ArrayList<>();
    texts(prefix).make().forEachRemaining(records::add);
    made--;
    return records;
  }

  @Test
  void objectsInMemoryAreSharedAndCounted() throws Exception {
    Plan<Object> plan = dataset(StorageLevel.MEMORY_ONLY());
    Reading first = kept.read(plan, 0, texts("a"));
    Reading second = kept.read(plan, 0, texts("a"));
    assertTrue(first.shared().isPresent());
    assertEquals(first.shared().get(), second.shared().get());
    assertTrue(kept.memoryBytes() > 100 * RECORDS / 10, "at least the characters");
    assertFalse(kept.isWhole(plan));
    read(plan, 1, "b");
    assertTrue(kept.isWhole(plan));
    kept.drop(plan);
    assertEquals(0, kept.memoryBytes());
    assertEquals(expected("a"), list(second), "who reads goes on");
  }

  @Test
  void serialisedLevelsHoldJustTheBytes() throws Exception {
    Plan<Object> plan = dataset(StorageLevel.MEMORY_ONLY_SER());
    assertTrue(kept.read(plan, 0, texts("a")).shared().isEmpty());
    long bytes = kept.memoryBytes();
    assertTrue(bytes > 110 * RECORDS / 10 && bytes < 130 * RECORDS / 10, bytes + " bytes");
    assertEquals(expected("a"), read(plan, 0, "a"));
    assertEquals(1, made);
  }

  @Test
  void offHeapHoldsThemOutsideOfTheHeap() throws Exception {
    Plan<Object> plan = dataset(StorageLevel.OFF_HEAP());
    assertEquals(expected("a"), read(plan, 0, "a"));
    assertEquals(expected("a"), read(plan, 0, "a"));
    assertEquals(1, made);
    assertTrue(kept.memoryBytes() > 0);
  }

  @Test
  void onDiskThereIsNothingInMemory() throws Exception {
    Plan<Object> plan = dataset(StorageLevel.DISK_ONLY());
    read(plan, 0, "a");
    assertEquals(0, kept.memoryBytes());
    assertEquals(1, files.openFiles());
    assertEquals(expected("a"), read(plan, 0, "a"));
    assertEquals(1, made);
    kept.drop(plan);
    assertEquals(0, files.openFiles());
  }

  @Test
  void whatWasNotUsedForLongestMakesRoom() throws Exception {
    List<Plan<Object>> plans =
        IntStream.range(0, 8).mapToObj(i -> dataset(StorageLevel.MEMORY_ONLY())).toList();
    for (int i = 0; i < 4; i++) {
      read(plans.get(i), 0, "p" + i);
    }
    read(plans.get(0), 0, "p0");
    assertEquals(4, made);
    for (int i = 4; i < 8; i++) {
      read(plans.get(i), 0, "p" + i);
    }
    assertTrue(kept.memoryBytes() <= MEMORY);
    made = 0;
    read(plans.get(0), 0, "p0");
    assertEquals(0, made, "was used again");
    assertEquals(expected("p1"), read(plans.get(1), 0, "p1"));
    assertEquals(1, made, "had to go");
  }

  @Test
  void aPartitionWithDiskMovesThereInsteadOfGoing() throws Exception {
    Plan<Object> first = dataset(StorageLevel.MEMORY_AND_DISK());
    read(first, 0, "a");
    for (int i = 0; i < 10; i++) {
      read(dataset(StorageLevel.MEMORY_ONLY()), 0, "other");
    }
    assertEquals(1, files.openFiles());
    made = 0;
    assertEquals(expected("a"), read(first, 0, "a"));
    assertEquals(0, made);
  }

  @Test
  void aDatasetDoesNotDriveItselfOut() throws Exception {
    Plan<Object> plan = new Source<>(GivenData.sliced(List.of(), 20));
    plan.keep(StorageLevel.MEMORY_ONLY());
    for (int i = 0; i < 20; i++) {
      assertEquals(expected("p" + i), read(plan, i, "p" + i));
    }
    made = 0;
    assertEquals(expected("p0"), read(plan, 0, "p0"));
    assertEquals(0, made);
    assertEquals(expected("p19"), read(plan, 19, "p19"));
    assertEquals(1, made);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MEMORY_ONLY", "MEMORY_ONLY_SER", "MEMORY_AND_DISK", "OFF_HEAP"})
  void aPartitionLargerThanTheMemoryIsGivenWhole(String level) throws Exception {
    Plan<Object> plan = dataset(StorageLevel.fromString(level));
    Making large =
        () -> {
          made++;
          return IntStream.range(0, 40_000).mapToObj(i -> (Object) text("l", i)).iterator();
        };
    List<Object> expected = new ArrayList<>();
    large.make().forEachRemaining(expected::add);
    made = 0;
    for (int round = 0; round < 3; round++) {
      assertEquals(expected, list(kept.read(plan, 0, large)));
      assertTrue(kept.memoryBytes() <= MEMORY);
    }
    assertEquals(plan.kept().orElseThrow().level().useDisk() ? 1 : 3, made);
  }

  @Test
  void aDatasetThatNobodyCanReachIsDropped() throws Exception {
    read(dataset(StorageLevel.MEMORY_ONLY()), 0, "a");
    read(dataset(StorageLevel.DISK_ONLY()), 0, "a");
    long end = System.nanoTime() + 30_000_000_000L;
    while ((kept.memoryBytes() > 0 || files.openFiles() > 0) && System.nanoTime() < end) {
      System.gc();
    }
    assertEquals(0, kept.memoryBytes());
    assertEquals(0, files.openFiles());
  }

  @Test
  void whatCannotBeReadFromDiskIsMadeAgainAndGoesOnWhereItStopped() throws Exception {
    Plan<Object> plan = dataset(StorageLevel.DISK_ONLY());
    kept.read(plan, 0, texts("a"));
    Iterator<?> reader = kept.read(plan, 0, texts("a")).each();
    List<Object> records = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      records.add(reader.next());
    }
    files.close(); // as if the disk were gone
    reader.forEachRemaining(records::add);
    assertEquals(expected("a"), records);
    assertEquals(2, made);
    assertFalse(kept.isWhole(plan));
  }

  @Test
  void whatWasMadeInVainLeavesNothing() {
    Plan<Object> plan = dataset(StorageLevel.MEMORY_ONLY());
    Making broken =
        () ->
            IntStream.range(0, 1_000)
                .mapToObj(i -> (Object) text("b", i * (i == 999 ? 1 / (i - i) : 1)))
                .iterator();
    assertThrows(ArithmeticException.class, () -> kept.read(plan, 0, broken));
    assertEquals(0, kept.memoryBytes());
  }

  @Test
  void aDatasetDroppedWhileItIsMadeStaysDropped() throws Exception {
    Plan<Object> plan = dataset(StorageLevel.MEMORY_ONLY());
    Making dropping =
        () -> {
          kept.drop(plan);
          return texts("a").make();
        };
    assertEquals(expected("a"), list(kept.read(plan, 0, dropping)));
    assertEquals(0, kept.memoryBytes());
  }
}
