package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.LogFile;
import dev.tidemill.runtime.journal.GroupCommit.SegmentPoint;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Writes the journal. Any thread may call any method; entries wait in memory until a sync.
 *
 * <p>A roll begins the next segment with the next group, without waiting for the base: the base is
 * a file of its own, and what was durable before stays where it is until the base is durable.
 */
public final class JournalWriter implements Closeable {

  // Where each group is a file: each costs a request when it is read, a roll costs a base and a
  // few.
  private static final int MOST_FILES = 100;

  private final SegmentOutput output;
  private final BaseOutput bases;
  private final GroupCommit commit;
  private final JournalLimits limits;

  // Guarded by this, which is never held during I/O.
  private boolean rollRequested;
  private boolean rollRuns;
  private boolean closed;

  private JournalWriter(
      SegmentOutput output, BaseOutput bases, GroupCommit commit, JournalLimits limits) {
    this.output = output;
    this.bases = bases;
    this.commit = commit;
    this.limits = limits;
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
    boolean objects = store.isObjectStore();
    if (!objects) {
      makeDurable(store, files);
    }
    long sequence = after.map(JournalEnd::sequence).orElse(0L);
    long number = files.stream().mapToLong(JournalFile::number).max().orElse(0) + 1;
    BaseOutput bases =
        new BaseOutput(store, epoch, limits, after.map(JournalEnd::segments).orElse(List.of()));
    bases.write(number, sequence, List.copyOf(base), keepFrom);
    SegmentOutput output = objects ? new GroupOutput(store, epoch) : new LogOutput(store, epoch);
    GroupCommit commit =
        new GroupCommit(output, bases::segmentHolds, limits.groupBytes(), sequence, number);
    return new JournalWriter(output, bases, commit, limits);
  }

  /**
   * What was read of the last segment may have been written and not synced by a process that was
   * killed: it counts from now on, so a crash of the machine must not take it back.
   */
  private static void makeDurable(FileStore store, List<JournalFile> files) throws IOException {
    Optional<JournalFile> last =
        files.stream()
            .filter(file -> file.kind() == JournalFile.Kind.LOG)
            .reduce((older, newer) -> newer);
    if (last.isPresent()) {
      try (LogFile log = store.appendLog(last.get().name())) {
        log.sync();
      }
    }
  }

  /** Adds an entry; the order of calls is the order in the file. No I/O. */
  public void append(JournalEntry entry) {
    int bytes = entry.payload().length;
    if (bytes > limits.payloadBytes()) {
      throw new IllegalArgumentException(
          "An entry of kind %d for batch %d has %d bytes, a journal takes %d at most; split it"
              .formatted(entry.kind(), entry.batch(), bytes, limits.payloadBytes()));
    }
    commit.append(entry);
  }

  /**
   * Returns when all that was appended before this call is durable; without I/O if it is already.
   *
   * @throws LeaseLostException when another driver has taken over; all later calls throw it, too
   * @throws IOException when it could not be written; the entries are kept, and a further call
   *     tries again
   */
  public void sync() throws IOException {
    commit.sync();
  }

  /**
   * Whether the segments have grown over the limit since the last roll, in bytes or where each
   * group is a file in files, and no roll is under way.
   */
  public synchronized boolean wantsRoll() {
    boolean tooMany = output.takesOneGroup() && commit.groupsSinceSegment() >= MOST_FILES;
    return !rollRequested && (tooMany || commit.bytesSinceSegment() > limits.segmentBytes());
  }

  /** Whether each sync writes a file of its own. */
  public boolean syncsAreFiles() {
    return output.takesOneGroup();
  }

  /** Whether no roll is under way. */
  public synchronized boolean mayRoll() {
    return !rollRequested;
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
    SegmentPoint point;
    synchronized (this) {
      if (rollRequested || closed) {
        throw new IllegalStateException(
            "The journal cannot be rolled: "
                + (closed ? "it was closed" : "the last roll is not done; ask wantsRoll() first"));
      }
      rollRequested = true;
      point = commit.beginSegment();
    }
    try {
      return CompletableFuture.runAsync(() -> runRoll(point, entries, keepFrom), executor);
    } catch (RuntimeException e) {
      endRoll(); // The executor has refused it.
      throw e;
    }
  }

  /**
   * Number of the segment that takes the next entry: given as keepFrom later, it keeps all that is
   * appended from now on.
   */
  public long segment() {
    return commit.segment();
  }

  /**
   * Number of the segment that a roll would begin now: given to it as keepFrom, it keeps what is
   * appended behind the roll.
   */
  public long nextSegment() {
    return commit.nextSegment();
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
      Monitors.await(this, () -> !rollRuns);
    }
    commit.close();
  }

  private void runRoll(SegmentPoint point, List<JournalEntry> base, long keepFrom) {
    synchronized (this) {
      if (closed) {
        throw new CancellationException("The journal was closed before its roll began");
      }
      rollRuns = true;
    }
    try {
      // First: a base may stand only for entries that cannot be lost any more.
      commit.syncUpTo(point.sequence());
      bases.write(point.number(), point.sequence(), base, keepFrom);
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
}
