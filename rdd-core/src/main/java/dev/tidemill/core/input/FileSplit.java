package dev.tidemill.core.input;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.text.Printable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file that one task reads.
 *
 * @param fileLength length of the file when it was chosen; bytes that came later are not read
 * @param from first byte
 * @param to byte behind the last one
 */
record FileSplit(FileStore store, String name, long fileLength, long from, long to)
    implements Serializable {
  private static final long LARGEST = 64L << 20;

  static FileSplit whole(FileStore store, FileEntry file) {
    return new FileSplit(store, file.name(), file.length(), 0, file.length());
  }

  /**
   * Cuts files so that there are about as many parts as asked for. Every part is of one file; an
   * empty file has none.
   */
  static List<FileSplit> cut(FileStore store, List<FileEntry> files, int minPartitions) {
    long total = files.stream().mapToLong(FileEntry::length).sum();
    long size = Math.max(1, Math.min(LARGEST, total / Math.max(1, minPartitions)));
    List<FileSplit> splits = new ArrayList<>();
    files.forEach(file -> splits.addAll(cut(store, file, size)));
    return splits;
  }

  /** Cuts a file into parts of about this many bytes; an empty file has none. */
  static List<FileSplit> cut(FileStore store, FileEntry file, long size) {
    List<FileSplit> splits = new ArrayList<>();
    long from = 0;
    // A last part of up to a tenth more than the size is not worth a task of its own.
    while (file.length() - from > size + size / 10) {
      splits.add(new FileSplit(store, file.name(), file.length(), from, from + size));
      from += size;
    }
    if (from < file.length()) {
      splits.add(new FileSplit(store, file.name(), file.length(), from, file.length()));
    }
    return splits;
  }

  @Override
  public String toString() {
    return Printable.text(store.root() + "/" + name) + " bytes " + from + " to " + to;
  }
}
