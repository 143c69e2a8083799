package dev.tidemill.core.hadoop;

import dev.tidemill.SparkConf;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.hadoop.client.HadoopConfigurations;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;

/**
 * Hadoop's settings of one context, as {@link HadoopConfigurations} makes them. Made when they are
 * first asked for, since that loads a good part of Hadoop. Thread-safe.
 */
public final class ContextConfiguration {
  private final SparkConf conf;
  private Configuration configuration; // guarded by this

  public ContextConfiguration(SparkConf conf) {
    this.conf = conf;
  }

  /**
   * Always the same, which the program may change.
   *
   * @throws UncheckedIOException if the settings cannot be read or the login that they ask for
   *     fails
   */
  public synchronized Configuration get() {
    if (configuration == null) {
      Configuration made = make();
      HadoopDefaults.improve(made);
      configuration = made;
    }
    return configuration;
  }

  private Configuration make() {
    try {
      return HadoopConfigurations.of(HadoopSettings.of(conf));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed.getMessage(), failed);
    }
  }
}
