package dev.tidemill.rdd;

import dev.tidemill.core.engine.Records;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileLocation;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.UUID;

/**
 * Writes a dataset as a directory of text files, which appears whole or not at all:
 *
 * <pre>
 *   path's parent/_temporary-...    while it is written    then renamed to    path
 *     part-00000, part-00001, ...   one for each partition, a line for each record
 *     _SUCCESS                      empty, the last
 * </pre>
 *
 * <p>A crash can leave the temporary directory behind; nothing reads it, and it may be deleted.
 */
public final class TextOutput implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FileStore store;
  private final String path;
  private final String name;
  private final String temporary = "_temporary-" + UUID.randomUUID();

  private TextOutput(FileStore store, String path, String name) {
    this.store = store;
    this.path = path;
    this.name = name;
  }

  /**
   * Throws, undeclared, what fails: a {@link FileAlreadyExistsException} if there is something at
   * the path, before or after the job.
   *
   * @param path of this machine, a {@code file:} URI, or of any Hadoop file system that can rename
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
      new TextOutput(FileStores.open(place.directory()), path, place.name()).save(rdd);
    } catch (IOException failed) {
      throw Sneaky.thrown(failed);
    }
  }

  private <T> void save(RDD<T> rdd) throws IOException {
    if (store.status(name).isPresent()) {
      throw exists();
    }
    try {
      PartitionResults.ofAll("saveAsTextFile", rdd, this::write);
      try (AtomicFile success = store.createAtomic(temporary + "/_SUCCESS")) {
        success.commit();
      }
      publish();
    } catch (Throwable failed) { // whatever it is, nothing may stay
      cleanUp(failed);
      throw Sneaky.thrown(failed);
    }
  }

  private FileAlreadyExistsException exists() {
    return new FileAlreadyExistsException(
        path, null, "Output directory already exists; delete it or give another path");
  }

  private <T> Boolean write(int partition, Records<T> records) throws Exception {
    String part = String.format("%s/part-%05d", temporary, partition);
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
          "saveAsTextFile: text files do not allow null rows; filter them out or map them to a text.");
    }
    return record + "\n";
  }

  private void publish() throws IOException {
    try {
      store.rename(temporary, name);
    } catch (FileAlreadyExistsException madeMeanwhile) {
      FileAlreadyExistsException failed = exists();
      failed.initCause(madeMeanwhile);
      throw failed;
    }
  }

  private void cleanUp(Throwable failed) {
    try {
      store.delete(temporary);
    } catch (IOException | RuntimeException left) {
      failed.addSuppressed(left);
    }
  }
}
