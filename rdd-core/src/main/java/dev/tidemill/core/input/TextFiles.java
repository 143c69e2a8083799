package dev.tidemill.core.input;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileLocation;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.plan.SourceData;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.text.Printable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of text files. A line belongs to the part in which its first byte lies, so cutting a
 * file neither loses nor doubles one:
 *
 * <pre>
 *   bytes   a b c \n d e f \n g h
 *   parts   |------|  |--------|        cut behind "d"
 *   lines   abc, def  gh
 * </pre>
 */
public final class TextFiles implements SourceData<String> {
  /** Finds the parts when a job first needs them. */
  @FunctionalInterface
  private interface Listing {
    List<List<FileSplit>> list() throws IOException;
  }

  private final String description;
  private final int maxLineBytes;
  private final Listing listing;
  // One list for each partition; null until they have been found.
  private List<List<FileSplit>> splits;

  private TextFiles(String description, int maxLineBytes, Listing listing) {
    this.description = description;
    this.maxLineBytes = maxLineBytes;
    this.listing = listing;
  }

  /**
   * These files, as long as their entries say, small ones sharing partitions. A file that is gone
   * or has become shorter fails the task that reads it.
   *
   * @param parts how many partitions there should be about, if there is enough to share
   */
  public static TextFiles of(FileStore store, List<FileEntry> files, int parts, int maxLineBytes) {
    List<FileEntry> chosen = List.copyOf(files);
    return new TextFiles(
        chosen.size() + " files of " + store.root(),
        maxLineBytes,
        () -> FilePacking.pack(store, chosen, parts));
  }

  /** Parts that were cut elsewhere. */
  static TextFiles ofSplits(List<FileSplit> splits, int maxLineBytes) {
    List<List<FileSplit>> given = onePartitionEach(splits);
    return new TextFiles(given.size() + " parts of files", maxLineBytes, () -> given);
  }

  /**
   * A file, or the files of a directory that are not hidden; looked at when a job needs them.
   *
   * @param hadoopSettings as {@link FileStores#open(String, Map)} has them
   */
  public static TextFiles below(
      String location, Map<String, String> hadoopSettings, int minPartitions, int maxLineBytes) {
    return new TextFiles(
        location, maxLineBytes, () -> look(location, hadoopSettings, minPartitions));
  }

  private static List<List<FileSplit>> look(
      String location, Map<String, String> hadoopSettings, int minPartitions) throws IOException {
    FileLocation place = FileLocation.of(location);
    if (place.hasName()) {
      FileStore store = FileStores.open(place.directory(), hadoopSettings);
      FileEntry entry = store.status(place.name()).orElseThrow(() -> missing(location));
      if (!entry.directory()) {
        return onePartitionEach(FileSplit.cut(store, List.of(entry), minPartitions));
      }
    }
    String path = FileLocation.withoutSlashesAtTheEnd(location);
    FileStore store = FileStores.open(path, hadoopSettings);
    return onePartitionEach(FileSplit.cut(store, visibleFiles(store, location), minPartitions));
  }

  private static List<List<FileSplit>> onePartitionEach(List<FileSplit> splits) {
    return splits.stream().map(List::of).toList();
  }

  private static List<FileEntry> visibleFiles(FileStore store, String location) throws IOException {
    try {
      return store.list("").stream()
          .filter(entry -> !entry.directory() && !hidden(entry.lastSegment()))
          .toList();
    } catch (NoSuchFileException gone) {
      throw missing(location);
    }
  }

  private static NoSuchFileException missing(String location) {
    return new NoSuchFileException("Input path does not exist: " + Printable.text(location));
  }

  private static boolean hidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }

  private synchronized List<List<FileSplit>> splits() {
    if (splits == null) {
      try {
        splits = listing.list();
      } catch (IOException failed) {
        throw Sneaky.thrown(failed);
      }
    }
    return splits;
  }

  @Override
  public int partitionCount() {
    return splits().size();
  }

  @Override
  public Iterator<String> open(int partition, TaskScope scope) {
    return open(splits().get(partition), maxLineBytes, scope);
  }

  private static Iterator<String> open(List<FileSplit> splits, int maxLineBytes, TaskScope scope) {
    SplitLines lines = new SplitLines(splits, maxLineBytes);
    scope.onCompletion(lines);
    return lines;
  }

  @Override
  public Optional<Reader<String>> reader(int partition) {
    List<FileSplit> ofPartition = new ArrayList<>(splits().get(partition));
    int longest = maxLineBytes;
    return Optional.of(scope -> open(ofPartition, longest, scope));
  }

  @Override
  public String toString() {
    return description;
  }
}
