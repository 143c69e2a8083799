package dev.tidemill.core.file;

import static dev.tidemill.core.file.FileStoreContract.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.MemoryDisk.CrashPoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a crash may take, must leave, and does take for some seed. Every failure names its seed,
 * which replays it.
 */
class MemoryDiskTest {

  private static final int SEEDS = 400;

  private interface Script {
    void run(FileStore store) throws IOException;
  }

  @Test
  void whatIsDurableSurvivesEveryCrash() throws IOException {
    for (long seed = 0; seed < SEEDS; seed++) {
      FileStore after =
          afterCrash(
              seed,
              store -> {
                commit(store, "d/atomic", "old");
                commit(store, "d/atomic", "new");
                store.createExclusive("e/exclusive", bytes("x"));
                LogFile log = store.appendLog("f/g/log");
                log.write(bytes("synced"));
                log.sync();
                commit(store, "h/from", "moved");
                store.rename("h/from", "i/to");
              });
      String why = "seed " + seed;
      assertEquals("new", read(after, "d/atomic"), why);
      assertEquals("x", read(after, "e/exclusive"), why);
      assertEquals("synced", read(after, "f/g/log"), why);
      assertEquals("moved", read(after, "i/to"), why);
      assertEquals(Optional.empty(), after.status("h/from"), why);
    }
  }

  @Test
  void theTailOfALogBehindItsSyncMayBeThereOrGoneOrTorn() throws IOException {
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      FileStore after =
          afterCrash(
              seed,
              store -> {
                LogFile log = store.appendLog("log");
                log.write(bytes("synced|"));
                log.sync();
                log.write(bytes("tail"));
              });
      String content = read(after, "log");
      assertTrue(content.startsWith("synced|"), "seed " + seed + ": " + content);
      String tail = content.substring(7);
      String zeros = "\0".repeat(tail.length());
      assertTrue("tail".startsWith(tail) || tail.equals(zeros), "seed " + seed + ": " + tail);
      seen.add(tail);
    }
    assertTrue(seen.containsAll(Set.of("", "t", "ta", "tai", "tail", "\0\0\0\0")), seen.toString());
  }

  @Test
  void sectorsOfATailMayBeLostInTheMiddle() throws IOException {
    boolean lostBeforeKept = false;
    for (long seed = 0; seed < SEEDS; seed++) {
      FileStore after =
          afterCrash(
              seed,
              store -> {
                LogFile log = store.appendLog("log");
                log.write(bytes("s".repeat(700)));
                log.sync();
                log.write(bytes("t".repeat(2_000)));
              });
      String content = read(after, "log");
      assertTrue(content.matches("s{700}[t\0]*"), "seed " + seed);
      lostBeforeKept |= content.matches("s{700}\0+t+.*");
    }
    assertTrue(lostBeforeKept);
  }

  @Test
  void aLogThatWasNeverSyncedMayBeThereOrNot() throws IOException {
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      FileStore after = afterCrash(seed, store -> store.appendLog("d/log").write(bytes("x")));
      seen.add(after.status("d/log").isPresent() ? "there" : "gone");
      seen.add(isDirectory(after, "d") ? "directory" : "no directory");
    }
    assertEquals(Set.of("there", "gone", "directory", "no directory"), seen);
  }

  @Test
  void aDeleteMayBeUndone() throws IOException {
    Set<Boolean> seen = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      FileStore after =
          afterCrash(
              seed,
              store -> {
                commit(store, "a", "back");
                store.delete("a");
                commit(store, "b", "x");
              });
      boolean back = after.status("a").isPresent();
      if (back) {
        assertEquals("back", read(after, "a"), "seed " + seed);
      }
      seen.add(back);
    }
    assertEquals(Set.of(true, false), seen);
  }

  @Test
  void theDeleteOfADirectoryMayBeUndoneInPart() throws IOException {
    Set<List<String>> seen = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      FileStore after =
          afterCrash(
              seed,
              store -> {
                commit(store, "d/a", "1");
                commit(store, "d/b", "2");
                store.delete("d");
              });
      seen.add(isDirectory(after, "d") ? names(after, "d") : null);
    }
    Set<List<String>> allowed = new HashSet<>();
    allowed.add(null);
    allowed.add(List.of());
    allowed.add(List.of("d/a"));
    allowed.add(List.of("d/b"));
    allowed.add(List.of("d/a", "d/b"));
    assertEquals(allowed, seen);
  }

  @Test
  void aDeletedNameThatIsTakenAnewDoesNotComeBack() throws IOException {
    for (long seed = 0; seed < SEEDS; seed++) {
      FileStore after =
          afterCrash(
              seed,
              store -> {
                commit(store, "a", "old");
                store.delete("a");
                commit(store, "a", "new");
                commit(store, "d/old", "old");
                store.delete("d");
                commit(store, "d/new", "new");
                commit(store, "e/x", "moved");
                store.rename("e", "f");
              });
      assertEquals("new", read(after, "a"), "seed " + seed);
      assertEquals(List.of("d/new"), names(after, "d"), "seed " + seed);
      assertEquals(List.of("f/x"), names(after, "f"), "seed " + seed);
      assertFalse(isDirectory(after, "e"), "seed " + seed);
    }
  }

  @Test
  void anUncommittedFileLeavesTheOlderOne() throws IOException {
    for (long seed = 0; seed < SEEDS; seed++) {
      FileStore after =
          afterCrash(
              seed,
              store -> {
                commit(store, "a", "old");
                store.createAtomic("a").write(bytes("new"));
                store.createAtomic("b").write(bytes("new"));
              });
      assertEquals("old", read(after, "a"), "seed " + seed);
      assertEquals(List.of("a"), names(after, ""), "seed " + seed);
    }
  }

  @Test
  void aRenameDoesNotMakeContentDurable() throws IOException {
    Set<Integer> lengths = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      FileStore after =
          afterCrash(
              seed,
              store -> {
                store.appendLog("log").write(bytes("1234"));
                store.rename("log", "renamed");
              });
      assertEquals(List.of("renamed"), names(after, ""), "seed " + seed);
      lengths.add(read(after, "renamed").length());
    }
    assertEquals(Set.of(0, 1, 2, 3, 4), lengths);
  }

  @Test
  void whatSurvivedOneCrashSurvivesTheNext() throws IOException {
    for (long seed = 0; seed < SEEDS; seed++) {
      MemoryDisk disk = new MemoryDisk();
      script(disk.store("x"));
      disk.crash(seed);
      TreeMap<String, String> first = content(disk.store("x"), "");
      disk.crash(seed + 1);
      assertEquals(first, content(disk.store("x"), ""), "seed " + seed);
    }
  }

  @Test
  void aSeedMakesTheSameChoicesAgain() throws IOException {
    for (long seed = 0; seed < SEEDS; seed++) {
      assertEquals(
          content(afterCrash(seed, MemoryDiskTest::script), ""),
          content(afterCrash(seed, MemoryDiskTest::script), ""),
          "seed " + seed);
    }
  }

  @Test
  void whatWasOpenDiesInACrash() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    FileStore store = disk.store("x");
    commit(store, "a", "content");
    InputStream in = store.open("a", 0);
    LogFile log = store.appendLog("log");
    AtomicFile file = store.createAtomic("b");
    disk.crash(7);
    assertThrows(DiskCrashedException.class, in::read);
    assertThrows(DiskCrashedException.class, () -> log.write(bytes("x")));
    assertThrows(IOException.class, log::sync);
    assertThrows(DiskCrashedException.class, () -> file.write(1));
    assertThrows(IOException.class, file::commit);
    assertThrows(DiskCrashedException.class, () -> store.status("a"));
    assertThrows(DiskCrashedException.class, () -> store.list(""));
    assertThrows(DiskCrashedException.class, () -> store.open("a", 0));
    assertThrows(DiskCrashedException.class, () -> store.createAtomic("c"));
    assertThrows(DiskCrashedException.class, () -> store.createExclusive("c", bytes("x")));
    assertThrows(DiskCrashedException.class, () -> store.appendLog("c"));
    assertThrows(DiskCrashedException.class, () -> store.rename("a", "c"));
    DiskCrashedException e = assertThrows(DiskCrashedException.class, () -> store.delete("a"));
    assertTrue(e.getMessage().contains("seed 7"), e.getMessage());
    log.close();
    file.close();
    assertEquals("content", read(disk.store("x"), "a"));
  }

  @Test
  void aLockEndsWithTheCrash() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    HeldLock dead = disk.store("x").tryLock("lock").orElseThrow();
    disk.crash(7);
    disk.store("x").tryLock("lock").orElseThrow();
    dead.close();
    assertEquals(Optional.empty(), disk.store("x").tryLock("lock"));
  }

  @Test
  void storesOfOneDiskShareItsFiles() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    commit(disk.store("x"), "y/a", "1");
    assertEquals("1", read(disk.store("x/y"), "a"));
  }

  @Test
  void theClockOfTheDiskDatesItsFiles() throws IOException {
    long[] now = {1_000};
    MemoryDisk disk = new MemoryDisk(() -> now[0]);
    FileStore store = disk.store("x");
    commit(store, "a", "1");
    now[0] = 2_000;
    commit(store, "b", "1");
    assertEquals(
        List.of(1_000L, 2_000L), store.list("").stream().map(FileEntry::modifiedMs).toList());
  }

  @Test
  void everyChangeIsAnOperation() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    FileStore store = disk.store("x");
    List<Long> counts = new ArrayList<>();
    commit(store, "a", "1");
    counts.add(disk.operations());
    store.createExclusive("b", bytes("1"));
    counts.add(disk.operations());
    LogFile log = store.appendLog("c");
    counts.add(disk.operations());
    log.write(bytes("1"), bytes("2"));
    counts.add(disk.operations());
    log.sync();
    counts.add(disk.operations());
    store.rename("a", "d");
    counts.add(disk.operations());
    store.delete("d");
    counts.add(disk.operations());
    store.createExclusive("b", bytes("1"));
    store.delete("d");
    store.list("");
    store.status("b");
    read(store, "b");
    counts.add(disk.operations());
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 7L), counts);
  }

  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void aCrashComesWhereItWasPlanned(CrashPoint point) throws IOException {
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      MemoryDisk disk = new MemoryDisk();
      FileStore store = disk.store("x");
      commit(store, "a", "old");
      disk.crashAt(2, point, seed);
      assertThrows(DiskCrashedException.class, () -> commit(store, "a", "new"), "seed " + seed);
      seen.add(read(disk.store("x"), "a"));
    }
    Set<String> allowed =
        switch (point) {
          case BEFORE -> Set.of("old");
          case INSIDE -> Set.of("old", "new");
          case AFTER -> Set.of("new");
        };
    assertEquals(allowed, seen);
  }

  @Test
  void aCrashInsideARenameLeavesOneOfTheTwoNames() throws IOException {
    Set<List<String>> seen = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      MemoryDisk disk = new MemoryDisk();
      FileStore store = disk.store("x");
      commit(store, "a", "1");
      disk.crashAt(2, CrashPoint.INSIDE, seed);
      assertThrows(DiskCrashedException.class, () -> store.rename("a", "b"));
      seen.add(names(disk.store("x"), ""));
    }
    assertEquals(Set.of(List.of("a"), List.of("b")), seen);
  }

  @Test
  void aCrashThatIsOverCannotBePlanned() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    commit(disk.store("x"), "a", "1");
    assertThrows(IllegalArgumentException.class, () -> disk.crashAt(1, CrashPoint.AFTER, 0));
  }

  /**
   * The pattern of a journal: what was acknowledged must be found after a crash at any operation.
   */
  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void aSweepOverAllOperationsLosesNothingThatWasAcknowledged(CrashPoint point) throws IOException {
    MemoryDisk whole = new MemoryDisk();
    journal(whole.store("x"), new ArrayList<>());
    assertTrue(whole.operations() > 20);
    for (long operation = 1; operation <= whole.operations(); operation++) {
      for (long seed = 0; seed < 40; seed++) {
        MemoryDisk disk = new MemoryDisk();
        disk.crashAt(operation, point, seed);
        List<Integer> acknowledged = new ArrayList<>();
        assertThrows(DiskCrashedException.class, () -> journal(disk.store("x"), acknowledged));
        List<Integer> found = recover(disk.store("x"));
        String why = "operation " + operation + " " + point + " seed " + seed + ": " + found;
        assertTrue(found.size() >= acknowledged.size(), why);
        assertTrue(found.size() <= acknowledged.size() + 1, why);
        assertEquals(acknowledged, found.subList(0, acknowledged.size()), why);
      }
    }
  }

  /**
   * Ten records; after every third a snapshot replaces the log. Names tell which log follows which
   * snapshot.
   */
  private static void journal(FileStore store, List<Integer> acknowledged) throws IOException {
    LogFile log = store.appendLog("log-0");
    for (int i = 1; i <= 10; i++) {
      log.write(new byte[] {(byte) i}, new byte[] {(byte) ~i});
      log.sync();
      acknowledged.add(i);
      if (i % 3 == 0) {
        commit(store, "snapshot", String.valueOf(i));
        store.delete("log-" + (i - 3));
        log = store.appendLog("log-" + i);
      }
    }
  }

  private static List<Integer> recover(FileStore store) throws IOException {
    List<Integer> found = new ArrayList<>();
    int last = store.status("snapshot").isPresent() ? Integer.parseInt(read(store, "snapshot")) : 0;
    for (int i = 1; i <= last; i++) {
      found.add(i);
    }
    if (store.status("log-" + last).isPresent()) {
      try (InputStream in = store.open("log-" + last, 0)) {
        byte[] record = in.readNBytes(2);
        while (record.length == 2 && record[0] == (byte) ~record[1]) {
          found.add((int) record[0]);
          record = in.readNBytes(2);
        }
      }
    }
    return found;
  }

  private static void script(FileStore store) throws IOException {
    commit(store, "d/a", "1");
    commit(store, "d/b", "2");
    store.delete("d/a");
    LogFile log = store.appendLog("log");
    log.write(bytes("synced"));
    log.sync();
    log.write(bytes("t".repeat(3_000)));
    store.appendLog("e/f/log").write(bytes("tail"));
    store.rename("d", "g");
    store.delete("g");
  }

  private static FileStore afterCrash(long seed, Script script) throws IOException {
    MemoryDisk disk = new MemoryDisk();
    script.run(disk.store("x"));
    disk.crash(seed);
    return disk.store("x");
  }

  private static void commit(FileStore store, String name, String content) throws IOException {
    try (AtomicFile file = store.createAtomic(name)) {
      file.write(bytes(content));
      file.commit();
    }
  }

  private static String read(FileStore store, String name) throws IOException {
    try (InputStream in = store.open(name, 0)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static List<String> names(FileStore store, String directory) throws IOException {
    return store.list(directory).stream().map(FileEntry::name).toList();
  }

  private static boolean isDirectory(FileStore store, String name) throws IOException {
    return store.status(name).filter(FileEntry::directory).isPresent();
  }

  /** Every file with its content, every directory with "/". */
  private static TreeMap<String, String> content(FileStore store, String directory)
      throws IOException {
    TreeMap<String, String> all = new TreeMap<>();
    for (FileEntry entry : store.list(directory)) {
      if (entry.directory()) {
        all.put(entry.name(), "/");
        all.putAll(content(store, entry.name()));
      } else {
        all.put(entry.name(), read(store, entry.name()));
      }
    }
    return all;
  }
}
