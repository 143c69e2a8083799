package dev.tidemill.runtime.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What journals and leases do on every store. */
abstract class JournalStoreContract {

  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 27, 12, 0, 5);

  FileStore store;
  final ManualLeaseTime time = new ManualLeaseTime();

  /** A store on a directory that does not exist yet. */
  abstract FileStore openFreshStore() throws IOException;

  /** Another store on the same directory. */
  abstract FileStore openAgain() throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = openFreshStore();
  }

  @Test
  void aDirectoryWithoutAJournalHasNone() throws IOException {
    assertEquals(Optional.empty(), JournalReader.open(store));
    assertEquals(Optional.empty(), JournalDirectory.setAside(store));
    store.createExclusive("journal/notes.txt", new byte[3]);
    store.createExclusive("journal/segment-1-1.log", new byte[3]);
    store.createExclusive("journal/segment-0000000001-0000000001.log/x", new byte[3]);
    store.createExclusive("other/segment-0000000001-0000000001.log", new byte[3]);
    assertEquals(Optional.empty(), JournalReader.open(store));
    assertEquals(Optional.empty(), JournalDirectory.setAside(store));
  }

  @Test
  void aNewJournalHoldsItsBase() throws IOException {
    begin(1, Optional.empty(), 0, "base", "and more").close();
    JournalReader reader = JournalReader.open(openAgain()).orElseThrow();
    assertEquals(List.of("base", "and more"), texts(reader.base()));
    assertEquals(List.of(), after(reader));
    assertEquals(0, reader.end().sequence());
  }

  @Test
  void whatWasSyncedIsReadByTheNextDriverThatGoesOn() throws IOException {
    JournalWriter first = begin(1, Optional.empty(), 0);
    append(first, "a", "b");
    first.sync();
    append(first, "not synced");
    JournalEnd end = JournalReader.open(openAgain()).orElseThrow().end();
    assertEquals(2, end.sequence());
    JournalWriter second = begin(2, Optional.of(end), 0, "a b");
    append(second, "c");
    second.close();
    JournalReader reader = JournalReader.open(openAgain()).orElseThrow();
    assertEquals(List.of("a b"), texts(reader.base()));
    assertEquals(List.of("c"), after(reader));
    assertEquals(List.of("a", "b", "c"), kept(reader));
    String kind = store.isObjectStore() ? "group" : "log";
    assertEquals("journal/segment-0000000002-0000000002." + kind, reader.end().newestSegment());
  }

  @Test
  void oldSegmentsGoAndKeptOnesStay() throws IOException {
    JournalWriter writer = begin(1, Optional.empty(), 0);
    for (int i = 0; i < 6; i++) {
      append(writer, "x" + i);
      writer.sync();
      writer
          .roll(List.of(entry("base" + i)), Math.max(1, writer.nextSegment() - 3), Runnable::run)
          .join();
    }
    append(writer, "last");
    writer.close();
    JournalReader reader = JournalReader.open(openAgain()).orElseThrow();
    assertEquals(List.of("base5"), texts(reader.base()));
    assertEquals(List.of("last"), after(reader));
    assertEquals(List.of("x3", "x4", "x5", "last"), kept(reader));
    assertEquals(5, store.list("journal").size());
  }

  @Test
  void aDriverWritesManyLivesOfAJournal() throws Exception {
    History history = new History();
    SplittableRandom random = new SplittableRandom(5);
    for (int life = 0; life < 5; life++) {
      Optional<JournalReader> found = history.recover(openAgain(), "life " + life);
      JournalWriter writer =
          JournalWriter.begin(
              store,
              life + 1,
              found.map(JournalReader::end),
              history.base(),
              history.keptFromSegment,
              JournalProgram.SMALL);
      history.keptFromSegment = writer.segment();
      history.keptFrom = history.entries.size();
      for (int i = 0; i < 30; i++) {
        writer.append(history.next(random));
        writer.sync();
        if (writer.wantsRoll()) {
          writer.roll(history.base(), history.keptFromSegment, Runnable::run).join();
        }
      }
      writer.close();
      history.durable = history.entries.size();
    }
    history.recover(openAgain(), "the end");
  }

  @Test
  void whatAnOvertakenWriterGoesOnToWriteIsNotRead() throws IOException {
    JournalWriter older = begin(1, Optional.empty(), 0);
    append(older, "a", "b");
    older.sync();
    JournalEnd end = JournalReader.open(openAgain()).orElseThrow().end();
    JournalWriter newer = begin(2, Optional.of(end), 0, "a b");
    append(older, "ghost");
    trySync(older);
    JournalReader early = JournalReader.open(openAgain()).orElseThrow();
    assertEquals(List.of(), after(early));
    assertEquals(List.of("a", "b"), kept(early));
    assertEquals(2, early.end().sequence());
    append(newer, "c");
    newer.sync();
    append(older, "ghost again");
    trySync(older);
    older.roll(List.of(entry("ghost base")), 9, Runnable::run);
    append(older, "third ghost");
    LeaseLostException e = assertThrows(LeaseLostException.class, older::sync);
    assertTrue(e.getMessage().contains("epoch 2"), e.getMessage());
    assertThrows(LeaseLostException.class, older::sync);
    append(newer, "d");
    newer.close();
    JournalReader reader = JournalReader.open(openAgain()).orElseThrow();
    assertEquals(List.of("a b"), texts(reader.base()));
    assertEquals(List.of("c", "d"), after(reader));
    assertEquals(List.of("a", "b", "c", "d"), kept(reader));
  }

  @Test
  void aJournalIsSetAsideAndNothingElse() throws IOException {
    JournalWriter writer = begin(1, Optional.empty(), 0);
    append(writer, "a");
    writer.close();
    store.createExclusive("other/file", new byte[3]);
    assertEquals(
        Optional.of("journal-set-aside-20261127-120005"), JournalDirectory.setAside(store, NOON));
    assertEquals(Optional.empty(), JournalReader.open(store));
    begin(1, Optional.empty(), 0).close();
    assertEquals(
        Optional.of("journal-set-aside-20261127-120005-2"), JournalDirectory.setAside(store, NOON));
    assertEquals(
        List.of(
            "journal-set-aside-20261127-120005", "journal-set-aside-20261127-120005-2", "other"),
        store.list("").stream().map(FileEntry::name).toList());
  }

  // leases

  @Test
  void aSecondDriverIsRefusedAndToldWhoHasTheDirectory() throws Exception {
    DriverLease lease = DriverLease.acquire(store, options(false));
    LeaseHeldException e =
        assertThrows(
            LeaseHeldException.class, () -> DriverLease.acquire(openAgain(), options(false)));
    assertTrue(e.getMessage().contains("process " + ProcessHandle.current().pid()), e.getMessage());
    assertTrue(e.getMessage().contains("on host '"), e.getMessage());
    assertTrue(e.getMessage().contains("since 2"), e.getMessage());
    assertTrue(e.getMessage().contains("tidemill.driver.standby=true"), e.getMessage());
    lease.requireHeld();
    lease.close();
  }

  @Test
  void aLeaseThatWasGivenBackIsTakenAtOnceWithAHigherEpoch() throws Exception {
    DriverLease first = DriverLease.acquire(store, options(false));
    first.close();
    assertThrows(LeaseLostException.class, first::requireHeld);
    long before = time.nanoTime();
    DriverLease second = DriverLease.acquire(openAgain(), options(false));
    assertEquals(before, time.nanoTime());
    assertTrue(second.epoch() > first.epoch(), "epochs");
    second.requireHeld();
    second.close();
    assertTrue(store.list(EpochClaims.DIRECTORY).size() <= 3, "older claims are forgotten");
  }

  @Test
  void whoStandsByTakesOverWhenTheLeaseIsGivenBack() throws Exception {
    DriverLease first = DriverLease.acquire(store, options(false));
    LeaseTime.Ticking ticking =
        time.every(
            Duration.ofSeconds(61),
            () -> {
              try {
                first.close();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    DriverLease second = DriverLease.acquire(openAgain(), options(true));
    ticking.stop();
    assertTrue(time.nanoTime() >= 61_000_000_000L, "it waited");
    assertTrue(time.nanoTime() < 66_000_000_000L, "no longer than it had to");
    assertTrue(second.epoch() > first.epoch(), "epochs");
    second.close();
  }

  @Test
  void epochsGoOnWhenAJournalIsSetAside() throws Exception {
    DriverLease first = DriverLease.acquire(store, options(false));
    begin(first.epoch(), Optional.empty(), 0).close();
    JournalDirectory.setAside(store);
    first.close();
    DriverLease second = DriverLease.acquire(store, options(false));
    assertTrue(second.epoch() > first.epoch(), "epochs");
    second.close();
  }

  LeaseOptions options(boolean standby) {
    return new LeaseOptions(standby, Duration.ofSeconds(2), Duration.ofSeconds(10), time);
  }

  JournalWriter begin(long epoch, Optional<JournalEnd> after, long keepFrom, String... base)
      throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    for (String text : base) {
      entries.add(entry(text));
    }
    return JournalWriter.begin(store, epoch, after, entries, keepFrom, JournalLimits.DEFAULT);
  }

  static void append(JournalWriter writer, String... texts) {
    for (String text : texts) {
      writer.append(entry(text));
    }
  }

  /** Whether an overtaken writer fails at once depends on the store. */
  private static void trySync(JournalWriter writer) {
    try {
      writer.sync();
    } catch (IOException e) {
      assertTrue(e.getMessage() != null, "says why");
    }
  }

  static List<String> after(JournalReader reader) throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    reader.forEachAfterBase(entries::add);
    return texts(entries);
  }

  static List<String> kept(JournalReader reader) throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    reader.forEachKept(kind -> kind == 1, entries::add);
    return texts(entries);
  }

  static List<String> texts(List<JournalEntry> entries) {
    return entries.stream().map(entry -> new String(entry.payload(), UTF_8)).toList();
  }

  static JournalEntry entry(String text) {
    return new JournalEntry((byte) 1, 7, text.getBytes(UTF_8));
  }
}
