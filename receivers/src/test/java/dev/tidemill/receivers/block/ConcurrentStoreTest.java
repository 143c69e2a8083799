package dev.tidemill.receivers.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.block.BlockBudget;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.receivers.Await;
import dev.tidemill.receivers.Batches;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

class ConcurrentStoreTest {
  private static final int THREADS = 8;
  private static final int RECORDS = 40_000;

  @Test
  void everyRecordIsInExactlyOneBatchAndNoneComesLate() throws Exception {
    long seed = new Random().nextLong();
    for (int round = 0; round < 3; round++) {
      run(seed + round);
    }
  }

  private static void run(long seed) throws Exception {
    String told = "seed " + seed;
    Random random = new Random(seed);
    BlockBudget budget = new BlockBudget(50_000 + random.nextInt(2_000_000));
    BlockBuffer<Long> buffer =
        new BlockBuffer<>(
            "test",
            new BlockLimits(1 + random.nextInt(1_000_000), 100_000, System::nanoTime),
            budget);
    AtomicLongArray stored = new AtomicLongArray(THREADS);
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      writers.add(writer(i, buffer, stored, new Random(random.nextLong())));
    }
    writers.forEach(Thread::start);

    AtomicBoolean alive = new AtomicBoolean(true);
    Set<Long> seen = new HashSet<>();
    long[] next = new long[THREADS];
    for (int batch = 1; alive.get(); batch++) {
      // One more batch is allocated after the last writer has ended.
      alive.set(writers.stream().anyMatch(Thread::isAlive));
      long[] before = new long[THREADS];
      for (int i = 0; i < THREADS; i++) {
        before[i] = stored.get(i);
      }
      Time time = new Time(batch);
      long promised = buffer.allocate(time).records();
      assertEquals(promised, buffer.allocate(time).records(), told);
      List<Long> records = Batches.records(buffer.plan(time, Isolation.NONE));
      assertEquals(records, Batches.records(buffer.plan(time, Isolation.NONE)), told);
      assertEquals(promised, records.size(), told);
      for (long record : records) {
        assertTrue(seen.add(record), () -> told + ": twice " + record);
        int thread = (int) (record / RECORDS);
        assertEquals(next[thread]++, record % RECORDS, told + ": order within a thread");
      }
      for (int i = 0; i < THREADS; i++) {
        assertTrue(next[i] >= before[i], told + ": a stored record missed its batch");
      }
      buffer.done(time);
    }
    for (Thread writer : writers) {
      Await.end(writer);
    }
    assertEquals(THREADS * RECORDS, seen.size(), told);
    assertEquals(0, budget.held(), told);
  }

  private static Thread writer(
      int number, BlockBuffer<Long> buffer, AtomicLongArray stored, Random random) {
    Thread thread =
        new Thread(
            () -> {
              long first = (long) number * RECORDS;
              int i = 0;
              while (i < RECORDS) {
                if (random.nextInt(100) == 0) {
                  int count = Math.min(RECORDS - i, random.nextInt(50));
                  List<Long> block = new ArrayList<>();
                  for (int k = 0; k < count; k++) {
                    block.add(first + i + k);
                  }
                  buffer.storeBlock(block.iterator());
                  i += count;
                } else {
                  buffer.store(first + i);
                  i++;
                }
                stored.set(number, i);
              }
            });
    thread.setDaemon(true);
    return thread;
  }
}
