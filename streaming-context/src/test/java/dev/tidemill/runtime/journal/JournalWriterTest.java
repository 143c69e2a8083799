package dev.tidemill.runtime.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.MemoryDisk;
import dev.tidemill.runtime.Await;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How entries get into the files, and what becomes of them when the store fails. */
class JournalWriterTest {

  private final FaultyStore store = new FaultyStore(new MemoryDisk().store("x"));
  private JournalWriter writer;

  @BeforeEach
  void begin() throws IOException {
    writer = begin(JournalLimits.DEFAULT);
    store.done.clear();
  }

  @Test
  void anEntryIsNotInAnyFileBeforeASync() throws IOException {
    append("a", "b");
    assertEquals(List.of(), store.done);
    assertEquals(List.of(), read());
    writer.sync();
    assertEquals(List.of("a", "b"), read());
  }

  @Test
  void aSyncWithoutEntriesDoesNothing() throws IOException {
    writer.sync();
    append("a");
    writer.sync();
    int operations = store.done.size();
    writer.sync();
    assertEquals(operations, store.done.size());
    assertEquals(1, writer.counts().syncs());
  }

  @Test
  void aGroupIsOneWriteAndOneSync() throws IOException {
    append("a", "b", "c");
    writer.sync();
    append("d", "e");
    writer.sync();
    assertEquals(
        List.of("append", "write", "sync", "write", "sync"),
        store.done.stream().map(what -> what.substring(0, what.indexOf(' '))).toList());
    assertEquals(new JournalCounts(2, store.written.get(), 1, 1), writer.counts());
  }

  @Test
  void callersThatComeTogetherShareASync() throws Exception {
    CountDownLatch inFirst = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    store.inSync =
        () -> {
          inFirst.countDown();
          await(goOn);
        };
    List<Thread> threads = new ArrayList<>();
    threads.add(syncing("first"));
    Await.latch("the first sync", inFirst);
    for (int i = 0; i < 7; i++) {
      threads.add(syncing("later"));
    }
    for (Thread thread : threads.subList(1, threads.size())) {
      Await.until("it waits", () -> thread.getState() == Thread.State.WAITING);
    }
    goOn.countDown();
    for (Thread thread : threads) {
      Await.end(thread);
    }
    assertEquals(2, writer.counts().syncs());
    assertEquals(8, read().size());
  }

  @Test
  void aLargeGroupIsWrittenInParts() throws IOException {
    writer.close();
    writer = beginAgain(new JournalLimits(1 << 20, 100, 1_000));
    append("x".repeat(60), "x".repeat(60), "y".repeat(500), "z", "z");
    writer.sync();
    assertEquals(4, writer.counts().syncs());
    assertEquals(5, read().size());
  }

  @Test
  void aPayloadAboveTheLimitIsRefused() throws IOException {
    writer.close();
    writer = beginAgain(new JournalLimits(1 << 20, 100, 1_000));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> append("x".repeat(1_001)));
    assertTrue(e.getMessage().contains("1001 bytes"), e.getMessage());
    append("x".repeat(1_000));
    writer.sync();
    assertEquals(1, read().size());
  }

  @Test
  void aFailedSyncLosesAndDoublesNothingWhateverReachedTheDisk() throws IOException {
    // A segment is opened after another one has failed.
    for (String operation : List.of("append|sync", "write", "sync")) {
      for (boolean before : List.of(true, false)) {
        append("a", "b");
        writer.sync();
        append("c", "d");
        fail(operation, before);
        assertThrows(IOException.class, writer::sync, operation);
        append("e");
        assertThrows(IOException.class, writer::sync, operation);
        fail("nothing", before);
        writer.sync();
        append("f");
        writer.sync();
      }
    }
    assertEquals("a b c d e f ".repeat(6).strip(), String.join(" ", read()));
  }

  @Test
  void failuresLeaveNoHeapOfFiles() throws IOException {
    append("a");
    writer.sync();
    append("b");
    fail("sync", false);
    for (int i = 0; i < 50; i++) {
      assertThrows(IOException.class, writer::sync);
    }
    fail("nothing", false);
    writer.sync();
    assertEquals(List.of("a", "b"), read());
    assertEquals(3, JournalDirectory.files(store).size());
  }

  @Test
  void everybodyWhoWaitsForAGroupThatFailsSeesTheFailure() throws Exception {
    CountDownLatch inSync = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    store.inSync =
        () -> {
          inSync.countDown();
          await(goOn);
        };
    AtomicInteger failures = new AtomicInteger();
    append("a", "b");
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread = new Thread(() -> failures.addAndGet(syncFails() ? 1 : 0));
      thread.start();
      threads.add(thread);
    }
    Await.latch("the sync", inSync);
    Await.until(
        "the others wait", () -> 4 == threads.stream().filter(JournalWriterTest::waits).count());
    AtomicInteger syncs = new AtomicInteger();
    store.failAfter = what -> what.startsWith("sync") && syncs.incrementAndGet() == 1;
    goOn.countDown();
    for (Thread thread : threads) {
      Await.end(thread);
    }
    assertEquals(4, failures.get());
    append("c");
    writer.sync();
    assertEquals(List.of("a", "b", "c"), read());
  }

  @Test
  void anInterruptOfWhoWaitsIsKept() throws Exception {
    CountDownLatch inFirst = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    store.inSync =
        () -> {
          store.inSync = () -> {};
          inFirst.countDown();
          await(goOn);
        };
    Thread first = syncing("a");
    Await.latch("the first sync", inFirst);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread second =
        new Thread(
            () -> {
              append("b");
              syncUnchecked();
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    second.start();
    Await.until("it waits", () -> second.getState() == Thread.State.WAITING);
    second.interrupt();
    goOn.countDown();
    Await.end(first);
    Await.end(second);
    assertTrue(interrupted.getNow(false));
    assertEquals(List.of("a", "b"), read());
  }

  @Test
  void aRollMakesOldSegmentsSuperfluous() throws IOException {
    for (int i = 0; i < 10; i++) {
      append("a" + i);
      writer.sync();
      roll("base" + i, Long.MAX_VALUE).join();
    }
    append("last");
    writer.sync();
    assertEquals(List.of("base9", "last"), read());
    assertEquals(2, JournalDirectory.files(store).size());
    assertEquals(new JournalCounts(11, store.written.get(), 11, 11), writer.counts());
  }

  @Test
  void whatIsShortenedWhileItIsReadIsReadAgain() throws IOException {
    append("a", "b");
    writer.sync();
    boolean[] rolled = new boolean[1];
    store.failBefore =
        what -> {
          if (what.startsWith("open") && !rolled[0]) {
            rolled[0] = true;
            append("c");
            roll("base", Long.MAX_VALUE);
          }
          return false;
        };
    JournalReader reader = JournalReader.open(store).orElseThrow();
    assertEquals(3, reader.end().sequence());
    assertEquals(1, reader.base().size());
  }

  @Test
  void aRollWithoutEntriesBeginsNoNewSegment() throws IOException {
    append("a");
    writer.sync();
    long number = writer.segment();
    roll("base", 0).join();
    assertEquals(number + 1, writer.segment());
    roll("base again", 0).join();
    assertEquals(number + 1, writer.segment());
    assertEquals(List.of("base again"), read());
  }

  @Test
  void entriesAreAppendedAndSyncedWhileARollWaits() throws IOException {
    Deque<Runnable> later = new ArrayDeque<>();
    append("a");
    writer.sync();
    append("b");
    CompletableFuture<Void> roll = writer.roll(List.of(entry("a b")), 0, later::add);
    append("c");
    writer.sync();
    assertEquals(List.of("a", "b", "c"), read());
    append("d");
    later.remove().run();
    roll.join();
    writer.sync();
    assertEquals(List.of("a b", "c", "d"), read());
  }

  @Test
  void aBaseIsNotDurableBeforeWhatItStandsFor() throws IOException {
    append("a");
    writer.sync();
    append("b");
    fail("sync", true);
    CompletableFuture<Void> roll = roll("a b", 0);
    assertInstanceOf(
        IOException.class, assertThrows(CompletionException.class, roll::join).getCause());
    assertEquals(List.of("a"), read());
    fail("nothing", true);
    writer.sync();
    assertEquals(List.of("a", "b"), read());
  }

  @Test
  void aRollThatFailsLeavesTheJournalAndCanBeRepeated() throws IOException {
    append("a");
    writer.sync();
    fail("commit", true);
    assertThrows(CompletionException.class, roll("base", Long.MAX_VALUE)::join);
    append("b");
    writer.sync();
    assertEquals(List.of("a", "b"), read());
    fail("nothing", true);
    roll("a and b", Long.MAX_VALUE).join();
    append("c");
    writer.sync();
    assertEquals(List.of("a and b", "c"), read());
  }

  @Test
  void aDriverThatIsOvertakenWhileItRollsDeletesNothing() throws IOException {
    append("a");
    writer.sync();
    store.failAfter =
        what -> {
          if (what.startsWith("commit journal")) {
            claimForAnother();
          }
          return false;
        };
    assertInstanceOf(
        LeaseLostException.class,
        assertThrows(CompletionException.class, roll("base", Long.MAX_VALUE)::join).getCause());
    assertEquals(0, store.count("delete"));
  }

  @Test
  void aDriverWithAnOlderEpochThanTheClaimBeginsNothing() throws IOException {
    JournalEnd end = JournalReader.open(store).orElseThrow().end();
    claimForAnother();
    store.done.clear();
    assertThrows(
        LeaseLostException.class,
        () -> JournalWriter.begin(store, 1, Optional.of(end), List.of(), 0, JournalLimits.DEFAULT));
    assertEquals(List.of(), store.done);
  }

  @Test
  void whatCouldNotBeDeletedIsDeletedByTheNextRoll() throws IOException {
    append("a");
    writer.sync();
    fail("delete", true);
    roll("one", Long.MAX_VALUE).join();
    assertEquals(3, JournalDirectory.files(store).size());
    fail("nothing", true);
    append("b");
    writer.sync();
    roll("two", Long.MAX_VALUE).join();
    assertEquals(1, JournalDirectory.files(store).size());
  }

  @Test
  void aRollIsWantedWhenSegmentsHaveGrownAndRefusedWhileOneIsUnderWay() throws IOException {
    writer.close();
    writer = beginAgain(new JournalLimits(500, 10_000, 10_000));
    Deque<Runnable> later = new ArrayDeque<>();
    append("x".repeat(300));
    writer.sync();
    assertFalse(writer.wantsRoll());
    append("x".repeat(300));
    writer.sync();
    assertTrue(writer.wantsRoll());
    writer.roll(List.of(), 0, later::add);
    append("x".repeat(900));
    writer.sync();
    assertFalse(writer.wantsRoll());
    assertThrows(IllegalStateException.class, () -> writer.roll(List.of(), 0, later::add));
    later.remove().run();
    assertTrue(writer.wantsRoll());
  }

  @Test
  void anExecutorThatRefusesARollLeavesThingsAsTheyWere() throws IOException {
    append("a");
    assertThrows(
        IllegalStateException.class,
        () ->
            writer.roll(
                List.of(entry("base")),
                0,
                task -> {
                  throw new IllegalStateException("no more tasks");
                }));
    roll("base", 0).join();
    append("b");
    writer.sync();
    assertEquals(List.of("base", "b"), read());
  }

  @Test
  void whatIsAppendedFromANumberOnIsKept() throws IOException {
    append("a");
    writer.sync();
    roll("1", writer.segment()).join();
    append("b");
    long keepFrom = writer.segment();
    append("c");
    writer.sync();
    roll("2", keepFrom).join();
    append("d");
    writer.sync();
    roll("3", keepFrom).join();
    append("e");
    writer.sync();
    assertEquals(List.of("3", "e"), read());
    assertEquals(List.of("b", "c", "d", "e"), kept());
    writer.close();
    writer = beginAgain(JournalLimits.DEFAULT, keepFrom);
    append("f");
    writer.sync();
    assertEquals(List.of("b", "c", "d", "e", "f"), kept());
  }

  @Test
  void closingSyncsAndEndsEverything() throws IOException {
    append("a");
    Deque<Runnable> later = new ArrayDeque<>();
    CompletableFuture<Void> roll = writer.roll(List.of(entry("base")), 0, later::add);
    writer.close();
    writer.close();
    assertEquals(List.of("a"), read());
    later.remove().run();
    assertTrue(roll.isCompletedExceptionally());
    assertEquals(List.of("a"), read());
    assertThrows(IllegalStateException.class, () -> append("b"));
    assertThrows(IllegalStateException.class, () -> roll("c", 0));
    writer.sync();
  }

  @Test
  void whatCouldNotBeWrittenBeforeTheEndIsNotWrittenAfterIt() throws IOException {
    append("a");
    fail("sync", true);
    assertThrows(IOException.class, writer::close);
    fail("nothing", true);
    IOException e = assertThrows(IOException.class, writer::sync);
    assertTrue(e.getMessage().contains("closed"), e.getMessage());
    assertEquals(List.of(), read());
  }

  @Test
  void aJournalIsNotBegunOverAnother() {
    JournalException e = assertThrows(JournalException.class, () -> begin(JournalLimits.DEFAULT));
    assertTrue(e.getMessage().contains("set it aside"), e.getMessage());
  }

  @Test
  void threadsThatAppendSyncAndRollLoseAndDoubleNothing() throws Exception {
    writer.close();
    writer = beginAgain(new JournalLimits(3_000, 400, 1_000));
    int threads = 4;
    int each = 400;
    ExecutorService pool = Executors.newCachedThreadPool();
    ExecutorService roller = Executors.newSingleThreadExecutor();
    AtomicLong rolls = new AtomicLong();
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int number = thread;
        all.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    append(number + ":" + i);
                    if (i % 3 == 0) {
                      syncUnchecked();
                    }
                    if (number == 0 && writer.wantsRoll()) {
                      // Says nothing, so all must be kept.
                      writer.roll(List.of(), 0, roller);
                      rolls.incrementAndGet();
                    }
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      pool.shutdown();
      roller.shutdown();
    }
    writer.close();
    assertTrue(rolls.get() > 0, "rolls");
    List<String> kept = kept();
    assertEquals(threads * each, kept.size());
    for (int thread = 0; thread < threads; thread++) {
      String prefix = thread + ":";
      List<String> own = kept.stream().filter(text -> text.startsWith(prefix)).toList();
      for (int i = 0; i < each; i++) {
        assertEquals(prefix + i, own.get(i));
      }
    }
    assertTrue(writer.counts().syncs() < threads * each, writer.counts().toString());
  }

  private void claimForAnother() {
    try {
      EpochClaims.claim(store, 2, LeaseOwner.current());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private JournalWriter begin(JournalLimits limits) throws IOException {
    return JournalWriter.begin(store, 1, Optional.empty(), List.of(), 0, limits);
  }

  private JournalWriter beginAgain(JournalLimits limits) throws IOException {
    return beginAgain(limits, Long.MAX_VALUE);
  }

  private JournalWriter beginAgain(JournalLimits limits, long keepFrom) throws IOException {
    JournalEnd end = JournalReader.open(store).orElseThrow().end();
    return JournalWriter.begin(store, 2, Optional.of(end), List.of(), keepFrom, limits);
  }

  private void fail(String operation, boolean before) {
    store.failBefore = what -> before && what.matches("(" + operation + ") .*");
    store.failAfter = what -> !before && what.matches("(" + operation + ") .*");
  }

  private CompletableFuture<Void> roll(String base, long keepFrom) {
    return writer.roll(List.of(entry(base)), keepFrom, Runnable::run);
  }

  private void append(String... texts) {
    for (String text : texts) {
      writer.append(entry(text));
    }
  }

  private Thread syncing(String text) {
    Thread thread =
        new Thread(
            () -> {
              append(text);
              syncUnchecked();
            });
    thread.start();
    return thread;
  }

  private void syncUnchecked() {
    try {
      writer.sync();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean syncFails() {
    try {
      writer.sync();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether it waits: the one that syncs for the test to go on, the others for it. */
  private static boolean waits(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  private static void await(CountDownLatch latch) {
    try {
      Await.latch("the test", latch);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> read() throws IOException {
    JournalReader reader = JournalReader.open(store).orElseThrow();
    List<String> texts = new ArrayList<>();
    reader.base().forEach(entry -> texts.add(text(entry)));
    reader.forEachAfterBase(entry -> texts.add(text(entry)));
    return texts;
  }

  private List<String> kept() throws IOException {
    List<String> texts = new ArrayList<>();
    JournalReader.open(store)
        .orElseThrow()
        .forEachKept(kind -> true, entry -> texts.add(text(entry)));
    return texts;
  }

  private static JournalEntry entry(String text) {
    return new JournalEntry((byte) 1, 7, text.getBytes(UTF_8));
  }

  private static String text(JournalEntry entry) {
    return new String(entry.payload(), UTF_8);
  }
}
