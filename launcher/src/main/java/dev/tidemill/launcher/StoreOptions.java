package dev.tidemill.launcher;

import dev.tidemill.SparkConf;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.launcher.program.ProgramSettings;
import dev.tidemill.launcher.program.UsageException;
import dev.tidemill.runtime.recovery.StoredCheckpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How directories that are named are reached. */
final class StoreOptions {
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

  static UsageException nothing(FileStore store) {
    return new UsageException(
        "There is no journal in %s; give the directory that the program gives to getOrCreate or checkpoint"
            .formatted(store.root()));
  }
}
