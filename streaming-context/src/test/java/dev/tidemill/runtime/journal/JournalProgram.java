package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SplittableRandom;

/** One life of a driver that writes a journal, on one thread; every choice comes from a seed. */
final class JournalProgram {

  static final JournalLimits SMALL = new JournalLimits(2_000, 1_500, 5_000);

  private final SplittableRandom random;
  private final History history;
  private final Deque<Runnable> later = new ArrayDeque<>(); // rolls that have not run yet

  JournalProgram(long seed, History history) {
    this.random = new SplittableRandom(seed);
    this.history = history;
  }

  /** Takes the directory, reads, and goes on for some steps; ends without a word half the time. */
  void live(FileStore store, int steps, String why) throws IOException, InterruptedException {
    LeaseOptions options =
        new LeaseOptions(
            false, Duration.ofSeconds(2), Duration.ofSeconds(10), new ManualLeaseTime());
    DriverLease lease = DriverLease.acquire(store, options);
    Optional<JournalReader> found = history.recover(store, why);
    JournalWriter writer =
        JournalWriter.begin(
            store,
            lease.epoch(),
            found.map(JournalReader::end),
            history.base(),
            history.keptFromSegment,
            SMALL);
    for (int step = 0; step < steps; step++) {
      step(writer);
    }
    if (random.nextBoolean()) {
      writer.close();
      history.durable = history.entries.size();
      lease.close();
    }
  }

  private void step(JournalWriter writer) throws IOException {
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      writer.append(history.next(random));
    }
    if (random.nextInt(3) > 0) {
      writer.sync();
      history.durable = history.entries.size();
    }
    if (random.nextInt(6) == 0) {
      history.keptFromSegment = writer.segment();
      history.keptFrom = history.entries.size();
    }
    if (later.isEmpty() && (writer.wantsRoll() || random.nextInt(8) == 0)) {
      writer.roll(history.base(), history.keptFromSegment, later::add);
    }
    if (random.nextInt(3) == 0 && !later.isEmpty()) {
      later.remove().run();
    }
  }
}
