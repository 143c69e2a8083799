package dev.tidemill.receivers.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.block.BlockBudget;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.receivers.Await;
import dev.tidemill.receivers.Batches;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockBufferTest {
  private static final long INTERVAL = 200;

  private final AtomicLong now = new AtomicLong();
  private final BlockBudget budget = new BlockBudget(1 << 20);
  private final BlockBuffer<String> buffer = buffer(budget);

  private BlockBuffer<String> buffer(BlockBudget budget) {
    return new BlockBuffer<>("test", new BlockLimits(INTERVAL, 100_000, now::get), budget);
  }

  private static Time batch(long seconds) {
    return new Time(seconds * 1000);
  }

  private List<List<String>> partitions(long batch) {
    return Batches.partitions(buffer.plan(batch(batch), Isolation.NONE));
  }

  @Test
  void recordsOfOneIntervalMakeOneBlock() {
    buffer.store("a");
    now.set(INTERVAL - 1);
    buffer.store("b");
    assertEquals(2, buffer.allocate(batch(1)).records());
    assertEquals(List.of(List.of("a", "b")), partitions(1));
  }

  @Test
  void aRecordThatFindsTheBlockTooOldBeginsTheNextOne() {
    buffer.store("a");
    now.set(INTERVAL);
    buffer.store("b");
    now.set(2 * INTERVAL - 1);
    buffer.store("c");
    buffer.allocate(batch(1));
    assertEquals(List.of(List.of("a"), List.of("b", "c")), partitions(1));
  }

  @Test
  void aBlockThatIsLargeEndsWhateverItsAge() {
    String large = "x".repeat(60_000);
    buffer.store(large);
    buffer.store("next");
    buffer.allocate(batch(1));
    assertEquals(List.of(List.of(large), List.of("next")), partitions(1));
  }

  @Test
  void allocationTakesTheOpenBlockToo() {
    buffer.store("a");
    buffer.allocate(batch(1));
    buffer.store("b");
    buffer.allocate(batch(2));
    assertEquals(List.of(List.of("a")), partitions(1));
    assertEquals(List.of(List.of("b")), partitions(2));
  }

  @Test
  void askingAgainForABatchGivesTheSameBlocks() {
    buffer.store("a");
    var first = buffer.allocate(batch(1));
    buffer.store("b");
    assertEquals(first, buffer.allocate(batch(1)));
    assertEquals(1, first.records());
    assertEquals("1 received block", first.description());
    assertEquals(partitions(1), partitions(1));
  }

  @Test
  void aBatchWithoutBlocksHasNoPartition() {
    assertEquals(0, buffer.allocate(batch(1)).records());
    assertEquals(
        0, ((Source<String>) buffer.plan(batch(1), Isolation.NONE).orElseThrow()).partitionCount());
  }

  @Test
  void aBatchThatWasNotAllocatedHasNoDataset() {
    assertEquals(Optional.empty(), buffer.plan(batch(1), Isolation.NONE));
  }

  @Test
  void batchesOutOfOrderAreRefused() {
    buffer.allocate(batch(2));
    String message =
        assertThrows(IllegalStateException.class, () -> buffer.allocate(batch(1))).getMessage();
    assertTrue(message.contains("1000 ms") && message.contains("2000 ms"), message);
  }

  @Test
  void doneDropsThatBatchAndEarlierOnesAndFreesTheirMemory() {
    buffer.store("a");
    buffer.allocate(batch(1));
    buffer.store("b");
    buffer.allocate(batch(2));
    buffer.store("c");
    buffer.allocate(batch(3));
    buffer.done(batch(2));
    assertThrows(IllegalStateException.class, () -> buffer.plan(batch(1), Isolation.NONE));
    assertThrows(IllegalStateException.class, () -> buffer.plan(batch(2), Isolation.NONE));
    assertThrows(IllegalStateException.class, () -> buffer.allocate(batch(2)));
    assertEquals(List.of(List.of("c")), partitions(3));
    assertTrue(budget.held() > 0);
    buffer.done(batch(3));
    buffer.done(batch(3));
    assertEquals(0, budget.held());
  }

  @Test
  void memoryIsFreeAgainAlsoAfterManyBlocks() {
    for (int i = 0; i < 2000; i++) {
      buffer.store("record " + i);
      now.addAndGet(50);
    }
    buffer.allocate(batch(1));
    assertEquals(500, partitions(1).size());
    buffer.done(batch(1));
    assertEquals(0, budget.held());
  }

  @Test
  void anIteratorIsOneBlockInTheOrderOfTheCalls() {
    buffer.store("a");
    buffer.storeBlock(List.of("b", "c").iterator());
    buffer.store("d");
    buffer.allocate(batch(1));
    assertEquals(List.of(List.of("a"), List.of("b", "c"), List.of("d")), partitions(1));
    buffer.done(batch(1));
    assertEquals(0, budget.held());
  }

  @Test
  void anEmptyIteratorLeavesNoBlock() {
    buffer.storeBlock(List.<String>of().iterator());
    buffer.allocate(batch(1));
    assertEquals(List.of(), partitions(1));
  }

  @Test
  void anIteratorThatThrowsHalfWayLeavesNothing() {
    RuntimeException failure = new RuntimeException("half way");
    Iterator<String> breaks =
        IntStream.range(0, 10)
            .mapToObj(
                i -> {
                  if (i == 5) {
                    throw failure;
                  }
                  return "record " + i;
                })
            .iterator();
    assertSame(failure, assertThrows(RuntimeException.class, () -> buffer.storeBlock(breaks)));
    assertEquals(0, buffer.allocate(batch(1)).records());
    assertEquals(0, budget.held());
  }

  @Test
  void nullIsRefusedAndNothingOfItsBlockIsKept() {
    assertThrows(IllegalArgumentException.class, () -> buffer.store(null));
    assertThrows(IllegalArgumentException.class, () -> buffer.storeBlock(null));
    assertThrows(
        IllegalArgumentException.class,
        () -> buffer.storeBlock(Arrays.asList("a", null).iterator()));
    assertEquals(0, buffer.allocate(batch(1)).records());
    assertEquals(0, budget.held());
  }

  @Test
  void anEndlessIteratorIsRefusedWhenItIsLargerThanAllMemoryForRecords() {
    Iterator<String> endless = IntStream.iterate(0, i -> i + 1).mapToObj(i -> "x").iterator();
    String message =
        assertThrows(IllegalArgumentException.class, () -> buffer.storeBlock(endless)).getMessage();
    assertTrue(message.contains("1048576 bytes"), message);
    assertTrue(message.contains("tidemill.receiver.maxMemory"), message);
    assertEquals(0, buffer.allocate(batch(1)).records());
  }

  @Test
  void storeWaitsWhileMemoryIsFullAndGoesOnWhenABatchIsDone() throws Exception {
    BlockBudget small = new BlockBudget(1000);
    BlockBuffer<String> full = buffer(small);
    Thread writer =
        start(
            () -> {
              for (int i = 0; i < 100; i++) {
                full.store("record " + i);
              }
            });
    int seen = 0;
    for (int batch = 1; seen < 100; batch++) {
      if (writer.isAlive()) {
        Await.until(
            "the writer waits or has ended",
            () -> !writer.isAlive() || writer.getState() == Thread.State.WAITING);
      }
      assertTrue(small.held() <= 1000, "held " + small.held());
      seen += (int) full.allocate(batch(batch)).records();
      full.done(batch(batch));
    }
    Await.end(writer);
    assertEquals(0, small.held());
    assertEquals(0, full.refusedRecords());
    assertTrue(full.waits() > 0);
  }

  @Test
  void aRecordLargerThanAllMemoryIsTakenWhenNothingElseIsHeld() {
    BlockBuffer<String> small = buffer(new BlockBudget(10));
    small.store("longer than ten bytes");
    assertEquals(1, small.allocate(batch(1)).records());
  }

  @Test
  void whoWaitsWhenTheReceiverStopsIsRefusedAndCounted() throws Exception {
    BlockBuffer<String> full = buffer(new BlockBudget(10));
    full.store("fills it");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread single = start(() -> full.store("waits"), thrown);
    Await.blocked(single);
    full.stopWaiting();
    Await.end(single);
    assertTrue(thrown.get() instanceof IllegalStateException, String.valueOf(thrown.get()));
    assertTrue(thrown.get().getMessage().contains("has been stopped"));
    assertEquals(1, full.refusedRecords());
    assertEquals(1, full.allocate(batch(1)).records());
  }

  @Test
  void whoIsInterruptedWhileWaitingIsRefusedAndKeepsTheFlag() throws Exception {
    BlockBuffer<String> full = buffer(new BlockBudget(10));
    full.store("fills it");
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread single =
        start(
            () -> {
              assertThrows(IllegalStateException.class, () -> full.store("waits"));
              flag.set(Thread.currentThread().isInterrupted());
            });
    Await.blocked(single);
    single.interrupt();
    Await.end(single);
    assertEquals(true, flag.get());
    assertEquals(1, full.refusedRecords());
  }

  @Test
  void blocksWaitOnceTooManyHaveNoBatchYet() throws Exception {
    Thread writer =
        start(
            () -> {
              for (int i = 0; i < BlockBuffer.MOST_WAITING + 1; i++) {
                buffer.storeBlock(List.of("x").iterator());
              }
            });
    Await.blocked(writer);
    assertEquals(BlockBuffer.MOST_WAITING, buffer.allocate(batch(1)).records());
    Await.end(writer);
    assertEquals(1, buffer.allocate(batch(2)).records());
  }

  @Test
  void singleRecordsGoOnInOneBlockOnceTooManyWait() {
    BlockBuffer<String> roomy =
        new BlockBuffer<>(
            "test", new BlockLimits(INTERVAL, Long.MAX_VALUE, now::get), new BlockBudget(1 << 30));
    for (int i = 0; i < 2 * BlockBuffer.MOST_WAITING; i++) {
      now.addAndGet(INTERVAL);
      roomy.store("x");
    }
    assertEquals(BlockBuffer.MOST_WAITING, roomy.waitingBlocks());
    assertEquals(2 * BlockBuffer.MOST_WAITING, roomy.allocate(batch(1)).records());
  }

  @Test
  void aClosedBufferRefusesButStillGivesOutWhatItHas() {
    buffer.store("a");
    assertTrue(buffer.close());
    assertFalse(buffer.close());
    assertThrows(IllegalStateException.class, () -> buffer.store("b"));
    assertThrows(
        IllegalStateException.class, () -> buffer.storeBlock(List.of("c", "d").iterator()));
    assertEquals(3, buffer.refusedRecords());
    assertEquals(1, buffer.allocate(batch(1)).records());
    assertEquals(List.of(List.of("a")), partitions(1));
    buffer.done(batch(1));
    assertEquals(0, budget.held());
  }

  private static Thread start(Runnable body) {
    return start(body, new AtomicReference<>());
  }

  private static Thread start(Runnable body, AtomicReference<Throwable> thrown) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (RuntimeException | Error e) {
                thrown.set(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Test
  void aFunctionThatChangesARecordDoesNotChangeItForTheNextReader() throws Exception {
    BlockBuffer<List<Integer>> lists =
        new BlockBuffer<>("test", new BlockLimits(INTERVAL, 100_000, now::get), budget);
    lists.store(new ArrayList<>(List.of(1)));
    lists.allocate(batch(1));
    Plan<List<Integer>> plan =
        lists.plan(batch(1), new Isolation(Codec.plain(), false)).orElseThrow();
    for (int reader = 0; reader < 3; reader++) {
      List<List<Integer>> records = Batches.records(Optional.of(plan));
      assertEquals(List.of(List.of(1)), records);
      records.get(0).add(2);
    }
  }
}
