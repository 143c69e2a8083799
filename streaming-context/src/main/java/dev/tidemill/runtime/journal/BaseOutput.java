package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.runtime.journal.JournalEnd.SegmentStart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes bases, and deletes what they have made superfluous. One base at a time. */
final class BaseOutput {

  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

  private final FileStore store;
  private final long epoch;
  private final JournalLimits limits;
  private final List<SegmentStart> segments; // guarded by itself
  private volatile long count;

  BaseOutput(FileStore store, long epoch, JournalLimits limits, List<SegmentStart> segments) {
    this.store = store;
    this.epoch = epoch;
    this.limits = limits;
    this.segments = new ArrayList<>(segments);
  }

  long count() {
    return count;
  }

  /** Notes that a segment holds durable entries, from that number on if it held none before. */
  void segmentHolds(long number, long firstSequence) {
    synchronized (segments) {
      if (segments.isEmpty() || segments.get(segments.size() - 1).number() != number) {
        segments.add(new SegmentStart(number, firstSequence));
      }
    }
  }

  /** Returns when the base is durable, which stands for all entries up to the sequence number. */
  void write(long number, long sequence, List<JournalEntry> entries, long keepFrom)
      throws IOException {
    EpochClaims.requireNewest(store, epoch);
    JournalFile file = new JournalFile(JournalFile.Kind.BASE, epoch, number);
    FileHeader header =
        new FileHeader(file, sequence, keepFrom, keepSequence(keepFrom, sequence), entries.size());
    BaseFile.write(store, header, entries, limits.groupBytes());
    count++;
    deleteSuperfluous(header);
  }

  /** The first entry of the segments to be kept, whether or not any is behind the base. */
  private long keepSequence(long keepFrom, long sequence) {
    synchronized (segments) {
      return segments.stream()
          .filter(segment -> segment.number() >= keepFrom)
          .mapToLong(SegmentStart::firstSequence)
          .reduce(sequence + 1, Math::min);
    }
  }

  /**
   * A delete may fail or be undone by a crash, so every base deletes all that is superfluous. A
   * driver that was overtaken deletes nothing: the newer one may need what this one does not.
   */
  private void deleteSuperfluous(FileHeader base) throws IOException {
    List<JournalFile> files = JournalDirectory.files(store);
    EpochClaims.requireNewest(store, epoch);
    synchronized (segments) {
      segments.removeIf(segment -> segment.number() < base.keepFrom());
    }
    for (JournalFile file : files) {
      boolean superfluous =
          file.isBefore(base.file())
              && (file.kind() == JournalFile.Kind.BASE || file.number() < base.keepFrom());
      if (superfluous && !delete(file)) {
        return;
      }
    }
  }

  private boolean delete(JournalFile file) {
    try {
      store.delete(file.name());
      return true;
    } catch (IOException e) {
      LOG.warn(
          "Cannot delete journal file '{}', which is not needed any more ({}); the next base tries again",
          file.name(),
          e.toString());
      return false;
    }
  }
}
