package dev.tidemill.dstream.files;

import dev.tidemill.TaskContext;
import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileLocation;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.rdd.Actions;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Time;
import java.io.IOException;
import java.util.Iterator;

/**
 * Writes each batch of a stream as a directory, which appears whole or not at all:
 *
 * <pre>
 *   prefix-TIME.suffix              the batch's time in milliseconds
 *     part-00000, part-00001, ...   one for each partition
 *     _SUCCESS                      empty, the last
 * </pre>
 *
 * <p>A directory of that name with a {@code _SUCCESS} in it is what was written when the batch, or
 * one of that time, ran before. It is replaced: no file of it stays. Anything else of that name is
 * left alone and fails the batch.
 */
public final class BatchFiles<T> {
  private final String prefix;
  private final String suffix;
  private final PartWriter.Format<T> format;

  private BatchFiles(String prefix, String suffix, PartWriter.Format<T> format) {
    this.prefix = prefix;
    this.suffix = suffix;
    this.format = format;
  }

  /** Text files, a line for each record. */
  public static BatchFiles<Object> text(String prefix, String suffix) {
    return new BatchFiles<>(prefix, suffix, TextFile::new);
  }

  /** Object files of the legacy form, whose records must be serialisable. */
  public static BatchFiles<Object> objects(String prefix, String suffix) {
    return new BatchFiles<>(prefix, suffix, ObjectFile::new);
  }

  /** {@code prefix-TIME.suffix}; either may be null or empty, and its sign is left out then. */
  String path(Time time) {
    String named = time.milliseconds() + (isEmpty(suffix) ? "" : "." + suffix);
    return isEmpty(prefix) ? named : prefix + "-" + named;
  }

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }

  /** Runs a job that writes the batch. */
  public void save(RDD<? extends T> batch, Time time) throws IOException {
    FileLocation place = FileLocation.of(path(time));
    try (ReplacedDirectory directory =
        ReplacedDirectory.begin(FileStores.open(place.directory()), place.name())) {
      write(batch, place.directory(), directory.temporary());
      directory.commit();
    }
  }

  private <R extends T> void write(RDD<R> batch, String location, String directory) {
    // Opens the store again: a task takes nothing along that could not be sent elsewhere.
    Actions.foreachPartition(
        batch, records -> writePart(records, location, directory, TaskContext.getPartitionId()));
  }

  private void writePart(
      Iterator<? extends T> records, String location, String directory, int partition)
      throws IOException {
    String name = String.format("%s/part-%05d", directory, partition);
    try (AtomicFile file = FileStores.open(location).createAtomic(name)) {
      PartWriter<T> part = format.begin(file);
      while (records.hasNext()) {
        part.write(records.next());
      }
      part.finish();
      file.commit();
    }
  }
}
