package dev.tidemill.core.input;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes partitions of files, in the order of the files.
 *
 * <p>{@link #pack} gives many small files few partitions and large files several:
 *
 * <pre>
 *   files        a b c d   e--------------   f g
 *   partitions  |a b c d| |e----|----|---|  |f g|
 * </pre>
 *
 * Opening a file is counted as so many bytes, so that ten thousand empty-looking files are still
 * shared among the cores; and a partition is never so small that its task costs more than its
 * records.
 */
final class FilePacking {
  private static final long OPENING = 64L << 10;
  private static final long SMALLEST = 1L << 20;
  private static final long LARGEST = 64L << 20;

  private final long goal;
  private final Predicate<InputFile> canBeCut;
  private final List<List<FileSplit>> partitions = new ArrayList<>();
  private List<FileSplit> open = new ArrayList<>();
  private long openSize;

  private FilePacking(long goal, Predicate<InputFile> canBeCut) {
    this.goal = goal;
    this.canBeCut = canBeCut;
  }

  /**
   * An empty file is in no partition.
   *
   * @param parts how many there should be about, if there is enough to share
   */
  static List<List<FileSplit>> pack(
      List<InputFile> files, int parts, Predicate<InputFile> canBeCut) {
    long share = total(files) / Math.max(1, parts);
    FilePacking packing =
        new FilePacking(Math.max(SMALLEST, Math.min(LARGEST, share + 1)), canBeCut);
    files.stream().filter(file -> file.length() > 0).forEach(packing::add);
    packing.finishPartition();
    return packing.partitions;
  }

  /** As above, but no file is cut, empty ones count, and partitions may be small. */
  static List<List<FileSplit>> packWhole(List<InputFile> files, int parts) {
    FilePacking packing =
        new FilePacking(total(files) / Math.max(1, parts) + OPENING, file -> false);
    files.forEach(packing::add);
    packing.finishPartition();
    return packing.partitions;
  }

  /**
   * Cuts files so that there are about as many partitions as asked for. Every partition is of one
   * file; an empty file has none.
   *
   * @param unit that no part ends inside of, in bytes
   */
  static List<List<FileSplit>> cut(
      List<InputFile> files, int parts, int unit, Predicate<InputFile> canBeCut) {
    long total = files.stream().mapToLong(InputFile::length).sum();
    long size = Math.max(1, Math.min(LARGEST, total / Math.max(1, parts)));
    List<List<FileSplit>> partitions = new ArrayList<>();
    for (InputFile file : files) {
      if (canBeCut.test(file)) {
        FileSplit.cut(file, size, unit).forEach(split -> partitions.add(List.of(split)));
      } else if (file.length() > 0) {
        partitions.add(List.of(FileSplit.whole(file)));
      }
    }
    return partitions;
  }

  private static long total(List<InputFile> files) {
    return files.stream().mapToLong(FilePacking::size).sum();
  }

  private static long size(InputFile file) {
    return file.length() + OPENING;
  }

  private void add(InputFile file) {
    if (openSize + size(file) > goal) {
      finishPartition();
    }
    if (size(file) > goal && canBeCut.test(file)) {
      FileSplit.cut(file, goal, 1).forEach(split -> partitions.add(List.of(split)));
    } else {
      open.add(FileSplit.whole(file));
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
