package dev.tidemill.runtime.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The entries that wait, and whose turn it is to write them. Any thread may call any method.
 *
 * <p>Whoever syncs first takes the turn, writes all that waits as one group and syncs it, while
 * those who come meanwhile wait and share the next group. When that fails, everybody whose entries
 * were in the group gets the exception, and the entries stay: the next sync writes them again, with
 * what has come since, to a new segment, which says by its first number that what the failed one
 * may hold from there on does not count. So nothing is lost and nothing doubled.
 */
final class GroupCommit {

  /** Is told which segment holds durable entries, from which number on. */
  @FunctionalInterface
  interface Durable {
    void segmentHolds(long number, long firstSequence);
  }

  /** Where a segment begins: its number, and the number of the last entry before. */
  record SegmentPoint(long number, long sequence) {}

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

  private final SegmentOutput output;
  private final Durable listener;
  private final int groupBytes;

  // Guarded by this, which is never held during I/O.
  private final Deque<JournalEntry> waiting = new ArrayDeque<>(); // numbers durable + 1 .. appended
  private long appended;
  private long durable;
  private long number;
  private long usedNumber; // the newest number that an attempt was made with
  private long bytesSinceSegment; // since the last one was asked for
  private int groupsSinceSegment; // likewise
  private Attempt attempt;
  private boolean closed; // takes no entry
  private boolean ended; // writes no entry
  private LeaseLostException lost;

  /** Goes on behind a number, in the segment of a number. */
  GroupCommit(SegmentOutput output, Durable listener, int groupBytes, long sequence, long number) {
    this.output = output;
    this.listener = listener;
    this.groupBytes = groupBytes;
    this.appended = sequence;
    this.durable = sequence;
    this.number = number;
  }

  synchronized void append(JournalEntry entry) {
    if (closed) {
      throw new IllegalStateException("The journal was closed; nothing can be appended any more");
    }
    waiting.add(entry);
    appended++;
  }

  void sync() throws IOException {
    long wanted;
    synchronized (this) {
      wanted = appended;
    }
    syncUpTo(wanted);
  }

  void syncUpTo(long wanted) throws IOException {
    Attempt mine = takeTurn(wanted);
    while (mine != null) {
      write(mine);
      mine = takeTurn(wanted);
    }
  }

  /**
   * Lets the next group go into a new segment. One that is under way goes into the old one, and has
   * only what was appended before.
   */
  synchronized SegmentPoint beginSegment() {
    bytesSinceSegment = 0;
    groupsSinceSegment = 0;
    number = nextSegment();
    return new SegmentPoint(number, appended);
  }

  /** Number of the segment that {@link #beginSegment} would begin now. */
  synchronized long nextSegment() {
    return usedNumber == number ? number + 1 : number;
  }

  /** Number of the segment that takes the next entry. */
  synchronized long segment() {
    return number;
  }

  synchronized long bytesSinceSegment() {
    return bytesSinceSegment;
  }

  synchronized int groupsSinceSegment() {
    return groupsSinceSegment;
  }

  /** Syncs, and writes no more, whether or not that failed. */
  void close() throws IOException {
    synchronized (this) {
      closed = true;
    }
    try {
      sync();
    } finally {
      synchronized (this) {
        ended = true;
        Monitors.await(this, () -> attempt == null);
      }
      output.close();
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
      Monitors.await(this, () -> attempt != others);
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
      bytesSinceSegment += bytes;
      groupsSinceSegment++;
      if (output.takesOneGroup() && number == mine.number) {
        number++;
      }
      listener.segmentHolds(mine.number, mine.group.firstSequence());
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
      if (bytes > groupBytes && !group.isEmpty()) {
        break;
      }
      group.add(entry);
    }
    return group;
  }
}
