package dev.tidemill.core.input;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.plan.SourceData;
import dev.tidemill.core.plan.TaskScope;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Records of files, in partitions that are found when a job first needs them. Thread-safe. */
public final class FileRecords<T> implements SourceData<T> {
  /** Finds the parts of files: a list for each partition. */
  @FunctionalInterface
  interface Listing {
    List<List<FileSplit>> list() throws IOException;
  }

  /** Goes where tasks go. */
  @FunctionalInterface
  interface Opening<T> extends PartRecords.Opening<T>, Serializable {}

  private final String description;
  private final Listing listing;
  private final Opening<T> opening;
  private List<List<FileSplit>> splits; // guarded by this; null until they have been found

  FileRecords(String description, Listing listing, Opening<T> opening) {
    this.description = description;
    this.listing = listing;
    this.opening = opening;
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
  public Iterator<T> open(int partition, TaskScope scope) {
    return open(splits().get(partition), opening, scope);
  }

  private static <T> Iterator<T> open(List<FileSplit> splits, Opening<T> opening, TaskScope scope) {
    PartRecords<T> records = new PartRecords<>(splits, opening);
    scope.onCompletion(records);
    return records;
  }

  @Override
  public Optional<Reader<T>> reader(int partition) {
    List<FileSplit> ofPartition = new ArrayList<>(splits().get(partition));
    Opening<T> own = opening;
    return Optional.of(scope -> open(ofPartition, own, scope));
  }

  @Override
  public String toString() {
    return description;
  }
}
