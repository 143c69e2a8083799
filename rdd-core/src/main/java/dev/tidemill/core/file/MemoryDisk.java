package dev.tidemill.core.file;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A disk in memory that forgets in a crash whatever {@link FileStore} allows to be forgotten, and
 * nothing else.
 *
 * <p>A crash ends every store and every open file of this disk: from then on they throw {@link
 * DiskCrashedException}, so threads of the "dead" process cannot go on writing. Its locks are free.
 * What survives is seen through stores opened afterwards. For each thing that may survive or not a
 * seed chooses:
 *
 * <ul>
 *   <li>bytes of a log behind its last sync: none, all, a part, sectors of zeros among them;
 *   <li>the name of a log that was never synced: there or not;
 *   <li>deleted names: gone or back, each by itself. A later sync of something else in the
 *       directory does not make the delete final, which is weaker than any disk: the promise of
 *       {@link FileStore#delete} is all one may rely on.
 * </ul>
 *
 * <p>An operation is what changes the disk: commit, createExclusive, the opening of a new log,
 * write and sync of a log, rename, delete. A sweep counts them in a run without a crash ({@link
 * #operations}) and then repeats the run with a crash at each ({@link #crashAt}).
 *
 * <p>May be used by any number of threads.
 */
public final class MemoryDisk {

  /** Where in an operation a planned crash comes. */
  public enum CrashPoint {
    /** Nothing of the operation has happened. */
    BEFORE,
    /**
     * The seed chooses how much of it has: a whole-or-nothing operation is done or not, a write is
     * torn.
     */
    INSIDE,
    /** All of it has happened, but nobody was told. */
    AFTER
  }

  /** The part of an operation that changes the disk. */
  @FunctionalInterface
  interface Change {
    void apply();
  }

  /** The part of an operation that a crash inside it leaves. */
  @FunctionalInterface
  interface TornChange {
    void apply(CrashChoices choices);
  }

  private record Plan(long operation, CrashPoint point, long seed) {}

  private final LongSupplier nowMs;
  private final MemoryDirectory top;

  // Guarded by this, as is everything below top.
  private final Map<String, Object> locks = new HashMap<>(); // their holders by name
  private long operations;
  private long crashes;
  private String lastCrash = "";
  private Plan plan;

  /**
   * A disk whose clock advances one millisecond each time it is asked, so that runs repeat exactly.
   */
  public MemoryDisk() {
    this(new AtomicLong()::incrementAndGet);
  }

  /** A disk with the given clock for the times of its files. */
  public MemoryDisk(LongSupplier nowMs) {
    this.nowMs = Objects.requireNonNull(nowMs, "nowMs");
    this.top = new MemoryDirectory(nowMs.getAsLong());
  }

  /**
   * Opens a store on a directory of this disk, which lives until the next crash. Creates nothing.
   */
  public synchronized FileStore store(String directory) {
    return new MemoryFileStore(this, FileNames.requireName(directory), crashes);
  }

  /** How many operations there were since the disk was made. */
  public synchronized long operations() {
    return operations;
  }

  /** Crashes now. */
  public synchronized void crash(long seed) {
    crash("with seed " + seed, new CrashChoices(seed));
  }

  /**
   * Plans a crash, in place of one that was planned before.
   *
   * @param operation which one, counted as {@link #operations} counts; it must be to come
   * @param seed of the choices of this crash
   */
  public synchronized void crashAt(long operation, CrashPoint point, long seed) {
    if (operation <= operations) {
      throw new IllegalArgumentException(
          "Cannot crash at operation %d, %d were done already; choose a later one"
              .formatted(operation, operations));
    }
    plan = new Plan(operation, Objects.requireNonNull(point, "point"), seed);
  }

  MemoryDirectory top() {
    return top;
  }

  long nowMs() {
    return nowMs.getAsLong();
  }

  /** Refuses whoever was opened before the last crash. */
  void requireAlive(long openedAfterCrash) throws DiskCrashedException {
    if (openedAfterCrash != crashes) {
      throw crashed();
    }
  }

  /** A lock that ends when it is given back, or at the next crash. */
  synchronized Optional<HeldLock> lock(String path) {
    Object holder = new Object();
    if (locks.putIfAbsent(path, holder) != null) {
      return Optional.empty();
    }
    return Optional.of(
        () -> {
          synchronized (this) {
            locks.remove(path, holder);
          }
        });
  }

  /** Runs an operation that happens wholly or not at all. */
  void operate(Change whole) throws IOException {
    operate(
        whole,
        choices -> {
          if (choices.coin()) {
            whole.apply();
          }
        });
  }

  /**
   * Runs an operation, or the part of it that a crash planned for it leaves. The caller holds the
   * lock of this disk.
   */
  void operate(Change whole, TornChange torn) throws IOException {
    operations++;
    if (plan == null || plan.operation() != operations) {
      whole.apply();
      return;
    }
    Plan now = plan;
    CrashChoices choices = new CrashChoices(now.seed());
    switch (now.point()) {
      case BEFORE -> {}
      case INSIDE -> torn.apply(choices);
      case AFTER -> whole.apply();
    }
    crash(now.point() + " operation " + operations + " with seed " + now.seed(), choices);
    throw crashed();
  }

  private void crash(String how, CrashChoices choices) {
    top.crash(choices);
    locks.clear();
    plan = null;
    lastCrash = how;
    crashes++;
  }

  private DiskCrashedException crashed() {
    return new DiskCrashedException(
        "The memory disk crashed (" + lastCrash + "); open a new store to see what survived");
  }
}
