package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Writes the journal. Any thread may call any method; entries wait in memory until a sync.
 *
 * <p>Whoever syncs first takes the turn, writes all that waits as one group and syncs it, while
 * those who come meanwhile wait and share the next group. When that fails, everybody whose entries
 * were in the group gets the exception, and the entries stay: the next sync writes them again, with
 * what has come since, to a new segment, which says by its first number that what the failed one
 * may hold from there on does not count. So nothing is lost and nothing doubled.
 *
 * <p>A roll begins the next segment with the next group, without waiting for the base: the base is
 * a file of its own, and what was durable before stays where it is until the base is durable.
 */
public final class JournalWriter implements Closeable {

  /** What one thread writes in its turn. */
  private static final class Attempt {
    final long number;
    final EntryGroup group;
    boolean failed;
    Throwable failure;

    Attempt(long number, EntryGroup group) {
      this.number = number;
      this.group = group;
    }
  }

  private final LogOutput output;
  private final BaseOutput bases;
  private final JournalLimits limits;

  // Guarded by this, which is never held during I/O.
  private final Deque<JournalEntry> waiting = new ArrayDeque<>(); // numbers durable + 1 .. appended
  private long appended;
  private long durable;
  private long number;
  private long usedNumber; // the newest number that an attempt was made with
  private long bytesSinceRoll;
  private Attempt attempt;
  private boolean rollRequested;
  private boolean rollRuns;
  private boolean closed; // takes no entry
  private boolean ended; // writes no entry
  private LeaseLostException lost;

  private JournalWriter(
      LogOutput output, BaseOutput bases, JournalLimits limits, long sequence, long number) {
    this.output = output;
    this.bases = bases;
    this.limits = limits;
    this.appended = sequence;
    this.durable = sequence;
    this.number = number;
  }

  /**
   * Begins to write: the base and everything that it stands for is durable when this returns.
   *
   * @param epoch of the driver, by {@link DriverLease#epoch}; higher than that of any earlier one
   * @param after where the journal ends that was read; empty when there was none
   * @param base stands for all entries up to there
   * @param keepFrom number of the oldest segment that is still needed for {@link
   *     JournalReader#forEachKept}; older ones are deleted
   * @throws LeaseLostException when a driver with a higher epoch is known
   * @throws JournalException when {@code after} is empty and there is a journal
   */
  public static JournalWriter begin(
      FileStore store,
      long epoch,
      Optional<JournalEnd> after,
      List<JournalEntry> base,
      long keepFrom,
      JournalLimits limits)
      throws IOException {
    List<JournalFile> files = JournalDirectory.files(store);
    if (after.isEmpty() && !files.isEmpty()) {
      throw new JournalException(
          "Directory '%s' has a journal; read it first, or set it aside".formatted(store.root()));
    }
    long sequence = after.map(JournalEnd::sequence).orElse(0L);
    long number = files.stream().mapToLong(JournalFile::number).max().orElse(0) + 1;
    BaseOutput bases =
        new BaseOutput(store, epoch, limits, after.map(JournalEnd::segments).orElse(List.of()));
    bases.write(number, sequence, List.copyOf(base), keepFrom);
    return new JournalWriter(new LogOutput(store, epoch), bases, limits, sequence, number);
  }

  /** Adds an entry; the order of calls is the order in the file. No I/O. */
  public void append(JournalEntry entry) {
    int bytes = entry.payload().length;
    if (bytes > limits.payloadBytes()) {
      throw new IllegalArgumentException(
          "An entry of kind %d for batch %d has %d bytes, a journal takes %d at most; split it"
              .formatted(entry.kind(), entry.batch(), bytes, limits.payloadBytes()));
    }
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("The journal was closed; nothing can be appended any more");
      }
      waiting.add(entry);
      appended++;
    }
  }

  /**
   * Returns when all that was appended before this call is durable; without I/O if it is already.
   *
   * @throws LeaseLostException when another driver has taken over; all later calls throw it, too
   * @throws IOException when it could not be written; the entries are kept, and a further call
   *     tries again
   */
  public void sync() throws IOException {
    long wanted;
    synchronized (this) {
      wanted = appended;
    }
    syncUpTo(wanted);
  }

  /**
   * Whether the segments have grown over the limit since the last roll, and no roll is under way.
   */
  public synchronized boolean wantsRoll() {
    return !rollRequested && bytesSinceRoll > limits.segmentBytes();
  }

  /**
   * Begins the next segment, with what is appended from now on.
   *
   * <p>On the executor, syncs what was appended before, makes the base durable, and then deletes
   * what is not needed any more. A roll that fails leaves the journal as it was, with one segment
   * more; {@link #wantsRoll} asks for another one when the limit is reached again.
   *
   * @param base stands for exactly what was appended before this call
   * @param keepFrom as {@link #begin} has it: a number that {@link #segment} gave
   * @return completed when the base is durable, or with what went wrong
   * @throws IllegalStateException when a roll is under way
   */
  public CompletableFuture<Void> roll(List<JournalEntry> base, long keepFrom, Executor executor) {
    List<JournalEntry> entries = List.copyOf(base);
    long upTo;
    long next;
    synchronized (this) {
      if (rollRequested || closed) {
        throw new IllegalStateException(
            "The journal cannot be rolled: "
                + (closed ? "it was closed" : "the last roll is not done; ask wantsRoll() first"));
      }
      rollRequested = true;
      bytesSinceRoll = 0;
      if (usedNumber == number) {
        number++;
      }
      upTo = appended;
      next = number;
    }
    try {
      return CompletableFuture.runAsync(() -> runRoll(next, upTo, entries, keepFrom), executor);
    } catch (RuntimeException e) {
      endRoll(); // The executor has refused it.
      throw e;
    }
  }

  /**
   * Number of the segment that takes the next entry: given as keepFrom later, it keeps all that is
   * appended from now on.
   */
  public synchronized long segment() {
    return number;
  }

  public JournalCounts counts() {
    return new JournalCounts(output.syncs(), output.bytes(), output.segments(), bases.count());
  }

  /** Syncs, then closes. A roll that runs is awaited, one that has not begun will not. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      awaitUninterruptibly(() -> !rollRuns);
    }
    try {
      sync();
    } finally {
      synchronized (this) {
        ended = true;
        awaitUninterruptibly(() -> attempt == null);
      }
      output.close();
    }
  }

  private void runRoll(long next, long upTo, List<JournalEntry> base, long keepFrom) {
    synchronized (this) {
      if (closed) {
        throw new CancellationException("The journal was closed before its roll began");
      }
      rollRuns = true;
    }
    try {
      // First: a base may stand only for entries that cannot be lost any more.
      syncUpTo(upTo);
      bases.write(next, upTo, base, keepFrom);
    } catch (IOException e) {
      throw new CompletionException(e);
    } finally {
      endRoll();
    }
  }

  private synchronized void endRoll() {
    rollRequested = false;
    rollRuns = false;
    notifyAll();
  }

  private void syncUpTo(long wanted) throws IOException {
    Attempt mine = takeTurn(wanted);
    while (mine != null) {
      write(mine);
      mine = takeTurn(wanted);
    }
  }

  /** Null when everything up to the number is durable; else the caller has the turn. */
  private synchronized Attempt takeTurn(long wanted) throws IOException {
    while (durable < wanted) {
      if (lost != null) {
        throw new LeaseLostException(lost.getMessage()); // One for each thread.
      }
      if (ended) {
        throw new IOException(
            "The journal was closed, and entries %d to %d could not be written before"
                .formatted(durable + 1, wanted));
      }
      if (attempt == null) {
        attempt = new Attempt(number, new EntryGroup(durable + 1, nextGroup()));
        usedNumber = number;
        return attempt;
      }
      Attempt others = attempt;
      awaitUninterruptibly(() -> attempt != others);
      if (others.failed && others.group.lastSequence() >= wanted && lost == null) {
        throw new IOException(
            "The journal could not be written: " + others.failure.getMessage(), others.failure);
      }
    }
    return null;
  }

  private void write(Attempt mine) throws IOException {
    int bytes = 0;
    Throwable failure = null;
    try {
      bytes = output.write(mine.number, mine.group);
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      throw e;
    } finally {
      endTurn(mine, bytes, failure);
    }
  }

  private synchronized void endTurn(Attempt mine, int bytes, Throwable failure) {
    attempt = null;
    if (failure == null) {
      durable = mine.group.lastSequence();
      for (int i = 0; i < mine.group.entries().size(); i++) {
        waiting.remove();
      }
      bytesSinceRoll += bytes;
      bases.segmentHolds(mine.number, mine.group.firstSequence());
    } else {
      mine.failed = true;
      mine.failure = failure;
      if (number == mine.number) {
        number++;
      }
      if (failure instanceof LeaseLostException gone) {
        lost = gone;
      }
    }
    notifyAll();
  }

  private List<JournalEntry> nextGroup() {
    List<JournalEntry> group = new ArrayList<>();
    Iterator<JournalEntry> entries = waiting.iterator();
    long bytes = 0;
    while (entries.hasNext()) {
      JournalEntry entry = entries.next();
      bytes += EntryGroup.encodedBytes(entry);
      if (bytes > limits.groupBytes() && !group.isEmpty()) {
        break;
      }
      group.add(entry);
    }
    return group;
  }

  /** Waits with the lock of this given back; an interrupt is kept for the caller. */
  private void awaitUninterruptibly(BooleanSupplier condition) {
    boolean interrupted = false;
    while (!condition.getAsBoolean()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
