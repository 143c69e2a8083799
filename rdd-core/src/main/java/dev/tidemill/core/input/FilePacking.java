package dev.tidemill.core.input;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives many small files few partitions and large files several, in the order of the files:
 *
 * <pre>
 *   files        a b c d   e--------------   f g
 *   partitions  |a b c d| |e----|----|---|  |f g|
 * </pre>
 *
 * <p>Opening a file is counted as so many bytes, so that ten thousand empty-looking files are still
 * shared among the cores; and a partition is never so small that its task costs more than its
 * records.
 */
final class FilePacking {
  private static final long OPENING = 64L << 10;
  private static final long SMALLEST = 1L << 20;
  private static final long LARGEST = 64L << 20;

  private final FileStore store;
  private final long goal;
  private final List<List<FileSplit>> partitions = new ArrayList<>();
  private List<FileSplit> open = new ArrayList<>();
  private long openSize;

  private FilePacking(FileStore store, long goal) {
    this.store = store;
    this.goal = goal;
  }

  /**
   * The partitions over files. An empty file is in none.
   *
   * @param parts how many there should be about, if there is enough to share
   */
  static List<List<FileSplit>> pack(FileStore store, List<FileEntry> files, int parts) {
    long total = files.stream().mapToLong(FilePacking::size).sum();
    long share = total / Math.max(1, parts);
    FilePacking packing = new FilePacking(store, Math.max(SMALLEST, Math.min(LARGEST, share + 1)));
    files.forEach(packing::add);
    packing.finishPartition();
    return packing.partitions;
  }

  private static long size(FileEntry file) {
    return file.length() + OPENING;
  }

  private void add(FileEntry file) {
    if (file.length() == 0) {
      return;
    }
    if (openSize + size(file) > goal) {
      finishPartition();
    }
    if (size(file) > goal) {
      FileSplit.cut(store, file, goal).forEach(split -> partitions.add(List.of(split)));
    } else {
      open.add(FileSplit.whole(store, file));
      openSize += size(file);
    }
  }

  private void finishPartition() {
    if (!open.isEmpty()) {
      partitions.add(open);
      open = new ArrayList<>();
      openSize = 0;
    }
  }
}
