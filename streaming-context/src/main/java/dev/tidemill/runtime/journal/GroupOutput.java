package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import java.io.IOException;

/**
 * Writes each group as a file of its own, for stores that cannot append.
 *
 * <p>Nothing is ever deleted here: a newer driver may have read what this one was not told to be
 * durable, and goes on from there. What is left by a failed write does not count, since the next
 * file begins with the same number.
 */
final class GroupOutput implements SegmentOutput {

  private final FileStore store;
  private final long epoch;
  private volatile long groups;
  private volatile long bytes;

  GroupOutput(FileStore store, long epoch) {
    this.store = store;
    this.epoch = epoch;
  }

  @Override
  public int write(long number, EntryGroup group) throws IOException {
    JournalFile file = new JournalFile(JournalFile.Kind.GROUP, epoch, number);
    byte[] content = GroupFile.encode(file, group);
    // A client that repeats a request whose answer was lost finds its own file in the way.
    if (!store.createExclusive(file.name(), content) && !GroupFile.holds(store, file, content)) {
      throw new JournalException(
          "Journal file '%s' exists already; two drivers write with epoch %d, stop one"
              .formatted(file.name(), epoch));
    }
    EpochClaims.requireNewest(store, epoch);
    groups++;
    bytes += content.length;
    return content.length;
  }

  @Override
  public boolean takesOneGroup() {
    return true;
  }

  @Override
  public long syncs() {
    return groups;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public long segments() {
    return groups;
  }

  @Override
  public void close() {
    // Nothing is open between two groups.
  }
}
