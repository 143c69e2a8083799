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
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes a dataset as an {@link OutputDirectory} of text files:
 *
 * <pre>
 *   part-00000, part-00001, ...   one for each partition, a line for each record
 *   _SUCCESS                      empty, the last
 * </pre>
 */
public final class TextOutput {
  private TextOutput() {}

  /**
   * Throws, undeclared, what fails: a {@link java.nio.file.FileAlreadyExistsException} if there is
   * something at the path, before or after the job.
   *
   * @param path of this machine, a {@code file:} URI, or of any Hadoop file system
   */
  public static void save(RDD<?> rdd, String path) {
    FileLocation place = FileLocation.of(path);
    if (!place.hasName()) {
      throw new IllegalArgumentException(
          "saveAsTextFile: path is '"
              + path
              + "'; give one that ends with a name, as in out/words.");
    }
    try {
      FileStore store =
          FileStores.open(place.directory(), HadoopSettings.of(rdd.context().getConf()));
      save(rdd, store, place.name());
    } catch (IOException failed) {
      throw Sneaky.thrown(failed);
    }
  }

  private static <T> void save(RDD<T> rdd, FileStore store, String name) throws IOException {
    try (OutputDirectory directory = OutputDirectory.fresh(store, name)) {
      PartitionResults.ofAll("saveAsTextFile", rdd, new Writing<>(store, directory.temporary()));
      directory.markWhole();
      directory.commit();
    }
  }

  private record Writing<T>(FileStore store, String directory)
      implements PartitionTask<T, Boolean> {
    @Override
    public Boolean run(int partition, Records<T> records) throws Exception {
      String part = String.format("%s/part-%05d", directory, partition);
      try (AtomicFile file = store.createAtomic(part)) {
        records.forEach(
            record -> {
              file.write(line(record).getBytes(StandardCharsets.UTF_8));
              return true;
            });
        file.commit();
      }
      return true;
    }

    private static String line(Object record) {
      if (record == null) {
        throw new NullPointerException(
            "saveAsTextFile: text files do not allow null rows; filter them out or map them to a"
                + " text.");
      }
      return record + "\n";
    }
  }
}
