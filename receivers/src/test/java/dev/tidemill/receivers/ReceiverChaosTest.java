package dev.tidemill.receivers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.core.block.BlockBudget;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.receiver.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A receiver that does everything a bad one does, in random order, while batches go on: whatever
 * {@code store} took is in exactly one batch, whatever it refused in none.
 */
class ReceiverChaosTest {
  private static final int SEEDS = 20;
  private static final int RECORDS = 2000;

  @Test
  void whatWasStoredIsInExactlyOneBatch() throws Exception {
    long first = new Random().nextLong();
    for (int i = 0; i < SEEDS; i++) {
      run(first + i);
    }
  }

  private static void run(long seed) throws Exception {
    String told = "seed " + seed;
    Random random = new Random(seed);
    BlockBudget budget = new BlockBudget(2000 + random.nextInt(100_000));
    Chaotic receiver = new Chaotic(seed);
    ReceiverSource<Long> source =
        new ReceiverSource<>(
            receiver, told, new ReceiverSettings(1, 0, 10_000), budget, Isolation.NONE);
    Events events = new Events();
    source.start(events.context(0));

    List<Long> seen = new ArrayList<>();
    long batch = 0;
    long enough = RECORDS / 2 + random.nextInt(RECORDS);
    while (seen.size() < enough) {
      seen.addAll(batch(source, ++batch, told));
    }
    source.stop();
    seen.addAll(batch(source, ++batch, told));

    Await.until("readers end", receiver::quiet);
    assertEquals(List.of(), batch(source, ++batch, told), told);
    Set<Long> distinct = new TreeSet<>(seen);
    assertEquals(seen.size(), distinct.size(), told + ": a record was in two batches");
    assertEquals(new TreeSet<>(receiver.taken), distinct, told);
    assertEquals(0, budget.held(), told);
    long started = events.lines().stream().filter("started"::equals).count();
    long stopped = events.lines().stream().filter(line -> line.startsWith("stopped")).count();
    assertEquals(started, stopped, told + ": " + events.lines());
  }

  private static List<Long> batch(ReceiverSource<Long> source, long number, String told) {
    Time time = new Time(number);
    long promised = source.allocate(time).records();
    List<Long> records = Batches.records(source.plan(time));
    assertEquals(promised, records.size(), told);
    source.done(time);
    return records;
  }

  static final class Chaotic extends Receiver<Long> {
    private static final long serialVersionUID = 1L;

    final transient Set<Long> taken = new ConcurrentSkipListSet<>();
    private final transient List<Thread> readers = new CopyOnWriteArrayList<>();
    private final transient Random random;
    private final AtomicLong next = new AtomicLong();

    Chaotic(long seed) {
      super(StorageLevel.MEMORY_ONLY());
      this.random = new Random(seed);
    }

    boolean quiet() {
      return readers.stream().noneMatch(Thread::isAlive);
    }

    @Override
    public void onStart() {
      if (random.nextInt(4) == 0) {
        throw new IllegalArgumentException("start fails");
      }
      for (int i = 0; i <= random.nextInt(3); i++) {
        Random own = new Random(random.nextLong());
        Thread reader = new Thread(() -> read(own));
        readers.add(reader);
        reader.start();
      }
      if (random.nextInt(5) == 0) {
        restart("from onStart");
      }
    }

    @Override
    public void onStop() {
      if (random.nextInt(4) == 0) {
        throw new IllegalArgumentException("stop fails");
      }
      if (random.nextInt(4) == 0) {
        readers.forEach(Thread::interrupt);
      }
    }

    private void read(Random own) {
      while (!isStopped()) {
        try {
          act(own, next.getAndIncrement());
        } catch (IllegalStateException refused) {
          return;
        }
      }
    }

    private void act(Random own, long record) {
      switch (own.nextInt(40)) {
        case 0 -> restart("reader wants it", new RuntimeException("why"), own.nextInt(2));
        case 1 -> stop("reader has enough");
        case 2 -> reportError("odd", null);
        case 3 -> {
          store(List.of(record, -record - 1).iterator(), "metadata");
          taken.addAll(List.of(record, -record - 1));
        }
        default -> {
          store(record);
          taken.add(record);
        }
      }
    }
  }
}
