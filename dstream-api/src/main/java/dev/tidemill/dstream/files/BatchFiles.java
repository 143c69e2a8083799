package dev.tidemill.dstream.files;

import dev.tidemill.SparkContext;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.file.FileLocation;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.file.OutputDirectory;
import dev.tidemill.core.output.ObjectParts;
import dev.tidemill.core.output.PartFormat;
import dev.tidemill.core.output.TextParts;
import dev.tidemill.rdd.FileOutput;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Time;
import java.io.IOException;
import java.io.Serializable;

/**
 * Writes each batch of a stream as a directory, which appears whole or not at all (but for object
 * stores, see {@link OutputDirectory}):
 *
 * <pre>
 *   prefix-TIME.suffix              the batch's time in milliseconds
 *     part-00000, part-00001, ...   one for each partition
 *     .owner                        the application, the output and the batch
 *     _SUCCESS                      empty, the last
 * </pre>
 *
 * <p>A directory of that name whose {@code .owner} says that this output wrote it is what was
 * written when the batch, or one of that time, ran before. It is replaced: no file of it stays.
 * Anything else of that name is left alone and fails the batch.
 */
public final class BatchFiles<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String operation;
  private final BatchPath path;
  private final PartFormat<T> format;

  private BatchFiles(String operation, BatchPath path, PartFormat<T> format) {
    this.operation = operation;
    this.path = path;
    this.format = format;
  }

  /** Text files, a line for each record. */
  public static BatchFiles<Object> text(String prefix, String suffix) {
    return new BatchFiles<>(
        "saveAsTextFiles", new BatchPath(prefix, suffix), new TextParts("saveAsTextFiles"));
  }

  /** Object files of the legacy form, whose records must be serialisable. */
  public static BatchFiles<Object> objects(String prefix, String suffix) {
    return new BatchFiles<>("saveAsObjectFiles", new BatchPath(prefix, suffix), new ObjectParts());
  }

  /** What the program called. */
  public String operation() {
    return operation;
  }

  /** The path of the batches, with TIME in the place of the time. */
  public String pattern() {
    return path.pattern();
  }

  /**
   * @throws IllegalArgumentException if nothing serves the file system
   */
  public void requireServed(SparkContext context) {
    FileStores.openFor(
        operation, FileLocation.of(pattern()).directory(), HadoopSettings.of(context.getConf()));
  }

  /** Runs a job that writes the batch. */
  public void save(RDD<? extends T> batch, Time time) throws IOException {
    FileLocation place = FileLocation.of(path.of(time));
    FileStore store =
        FileStores.open(place.directory(), HadoopSettings.of(batch.context().getConf()));
    try (OutputDirectory directory =
        OutputDirectory.replacing(
            store, place.name(), path.owner(operation, batch.context(), time))) {
      FileOutput.write(operation, batch, store, directory, format);
    }
  }
}
