package dev.tidemill.core.engine.local.kept;

import dev.tidemill.core.memory.SpillFile;
import dev.tidemill.core.memory.SpilledRecords;
import dev.tidemill.core.memory.Workspace;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records on disk, in a file of their own; those that cannot be encoded stay in memory. */
final class DiskRecords implements KeptRecords {
  private static final Logger LOG = LoggerFactory.getLogger(DiskRecords.class);

  private final SpillFile file;
  private final SpilledRecords records;

  private DiskRecords(SpillFile file, SpilledRecords records) {
    this.file = file;
    this.records = records;
  }

  /** Writes them all. If that fails there is no file left. */
  static DiskRecords write(Workspace workspace, Iterator<?> records) throws IOException {
    SpillFile file = workspace.files().file();
    boolean written = false;
    try {
      SpilledRecords spilled = new SpilledRecords(workspace, file);
      while (records.hasNext()) {
        spilled.add(records.next());
      }
      spilled.finish();
      written = true;
      return new DiskRecords(file, spilled);
    } finally {
      if (!written) {
        file.close();
      }
    }
  }

  @Override
  public long memoryBytes() {
    return 0;
  }

  @Override
  public Optional<List<?>> shared() {
    return Optional.empty();
  }

  @Override
  public Iterator<?> iterator() {
    return records.iterator();
  }

  @Override
  public void release() {
    try {
      file.close();
    } catch (IOException failed) {
      // Nothing is lost by it but disk space, until the context ends.
      LOG.warn("A file of kept records could not be deleted: {}", failed.toString());
    }
  }
}
