package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.LogFile;
import java.io.IOException;

/** The log that is written. A log begins with its first group, in the same write. */
final class LogOutput implements SegmentOutput {

  private final FileStore store;
  private final long epoch;

  private JournalFile file;
  private LogFile log; // null: none is open
  private boolean holdsGroups; // that are durable

  // Read by others.
  private volatile long syncs;
  private volatile long bytes;
  private volatile long segments;

  LogOutput(FileStore store, long epoch) {
    this.store = store;
    this.epoch = epoch;
  }

  @Override
  public int write(long number, EntryGroup group) throws IOException {
    try {
      if (log == null || file.number() != number) {
        return begin(number, group);
      }
      return append(group.encode(file, log.length()));
    } catch (IOException | RuntimeException e) {
      giveUp(e);
      throw e;
    }
  }

  @Override
  public boolean takesOneGroup() {
    return false;
  }

  @Override
  public long syncs() {
    return syncs;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public long segments() {
    return segments;
  }

  @Override
  public void close() throws IOException {
    LogFile open = log;
    log = null;
    if (open != null) {
      open.close();
    }
  }

  private int begin(long number, EntryGroup group) throws IOException {
    close();
    holdsGroups = false;
    file = new JournalFile(JournalFile.Kind.LOG, epoch, number);
    log = store.appendLog(file.name());
    if (log.length() != 0) {
      holdsGroups = true; // Not ours to delete.
      throw new JournalException(
          "Journal file '%s' exists already; two drivers write with epoch %d, stop one"
              .formatted(file.name(), epoch));
    }
    byte[] header = FileHeader.ofLog(file, group.firstSequence()).encode();
    int written = append(header, group.encode(file, FileHeader.BYTES));
    EpochClaims.requireNewest(store, epoch);
    holdsGroups = true;
    segments++;
    return written;
  }

  private int append(byte[]... parts) throws IOException {
    log.write(parts);
    log.sync();
    int written = 0;
    for (byte[] part : parts) {
      written += part.length;
    }
    syncs++;
    bytes += written;
    return written;
  }

  /**
   * Closes the log; one that holds nothing that counts is deleted, so that failures leave no heap
   * of files.
   */
  private void giveUp(Exception failure) {
    boolean delete = log != null && !holdsGroups;
    try {
      close();
      if (delete) {
        store.delete(file.name());
      }
    } catch (IOException e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
  }
}
