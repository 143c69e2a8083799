package dev.tidemill.rdd;

import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.engine.Job.PartitionTask;
import dev.tidemill.core.engine.Records;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileLocation;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.file.OutputDirectory;
import dev.tidemill.core.output.PartFormat;
import dev.tidemill.core.output.PartWriter;
import java.io.IOException;

/**
 * Writes a dataset as an {@link OutputDirectory} of files:
 *
 * <pre>
 *   part-00000, part-00001, ...   one for each partition, with the extension of the format
 *   _SUCCESS                      empty, the last
 * </pre>
 */
public final class FileOutput {
  private FileOutput() {}

  /**
   * Throws, undeclared, what fails: a {@link java.nio.file.FileAlreadyExistsException} if there is
   * something at the path, before or after the job.
   *
   * @param action what the program called, for messages
   * @param path of this machine, a {@code file:} URI, or of any Hadoop file system
   */
  public static <T> void save(
      String action, RDD<T> rdd, String path, PartFormat<? super T> format) {
    FileLocation place = FileLocation.of(path);
    if (!place.hasName()) {
      throw new IllegalArgumentException(
          action + ": path is '" + path + "'; give one that ends with a name, as in out/words.");
    }
    try {
      FileStore store =
          FileStores.open(place.directory(), HadoopSettings.of(rdd.context().getConf()));
      try (OutputDirectory directory = OutputDirectory.fresh(store, place.name())) {
        write(action, rdd, store, directory, format);
      }
    } catch (IOException failed) {
      throw Sneaky.thrown(failed);
    }
  }

  /** Runs a job that fills the directory, and gives the directory its name. */
  public static <T> void write(
      String action,
      RDD<T> rdd,
      FileStore store,
      OutputDirectory directory,
      PartFormat<? super T> format)
      throws IOException {
    PartitionResults.ofAll(action, rdd, new Writing<>(store, directory.temporary(), format));
    directory.markWhole();
    directory.commit();
  }

  private record Writing<T>(FileStore store, String directory, PartFormat<? super T> format)
      implements PartitionTask<T, Boolean> {
    @Override
    public Boolean run(int partition, Records<T> records) throws Exception {
      String name = String.format("%s/part-%05d%s", directory, partition, format.extension());
      try (AtomicFile file = store.createAtomic(name);
          PartWriter<? super T> part = format.begin(file)) {
        records.forEach(
            record -> {
              part.write(record);
              return true;
            });
        part.finish();
        file.commit();
      }
      return true;
    }
  }
}
