package dev.tidemill.launcher;

import dev.tidemill.SparkConf;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.launcher.program.ProgramSettings;
import dev.tidemill.launcher.program.UsageException;
import dev.tidemill.runtime.journal.JournalInventory;
import dev.tidemill.runtime.recovery.StoredCheckpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How directories that are named are reached. */
final class StoreOptions {
  private static final int ATTEMPTS = 10;

  @Option(
      names = {"--conf", "-c"},
      paramLabel = "KEY=VALUE",
      description = "A setting, such as spark.hadoop.* or tidemill.codec.allow.")
  private List<String> settings = new ArrayList<>();

  /**
   * Opens a directory, which need not exist.
   *
   * @throws UsageException if nothing serves its scheme
   */
  FileStore open(String location) throws IOException {
    try {
      return FileStores.open(location, HadoopSettings.of(conf()));
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(wrong.getMessage(), wrong);
    }
  }

  /** The settings of the process and those that were said. */
  SparkConf conf() {
    ProgramSettings all = new ProgramSettings();
    settings.forEach(all::addPair);
    SparkConf conf = new SparkConf();
    all.values().forEach(conf::set);
    return conf;
  }

  /**
   * Opens what a checkpoint directory holds.
   *
   * @throws UsageException if it holds nothing
   */
  StoredCheckpoint checkpoint(FileStore store) throws IOException {
    return StoredCheckpoint.open(store).orElseThrow(() -> nothing(store));
  }

  /** Reads from a checkpoint. */
  interface Reading<T> {
    T from(StoredCheckpoint stored) throws IOException;
  }

  /**
   * Reads, anew if a driver drops files meanwhile that it does not need any more.
   *
   * @throws UsageException if the directory holds nothing
   */
  <T> T read(FileStore store, Reading<T> reading) throws IOException {
    for (int attempt = 1; ; attempt++) {
      List<String> before = JournalInventory.names(store);
      try {
        return reading.from(checkpoint(store));
      } catch (IOException failed) {
        if (attempt == ATTEMPTS || before.equals(JournalInventory.names(store))) {
          throw failed;
        }
      }
    }
  }

  static UsageException nothing(FileStore store) {
    return new UsageException(
        "There is no journal in %s; give the directory that the program gives to getOrCreate or checkpoint"
            .formatted(store.root()));
  }
}
