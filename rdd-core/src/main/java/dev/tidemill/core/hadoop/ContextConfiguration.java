package dev.tidemill.core.hadoop;

import dev.tidemill.SparkConf;
import dev.tidemill.core.conf.HadoopSettings;
import org.apache.hadoop.conf.Configuration;

/**
 * Hadoop's settings of one context: those of its files on the class path, and {@code
 * spark.hadoop.*} of the program's. Made when they are first asked for, since that loads a good
 * part of Hadoop. Thread-safe.
 */
public final class ContextConfiguration {
  private final SparkConf conf;
  private Configuration configuration; // guarded by this

  public ContextConfiguration(SparkConf conf) {
    this.conf = conf;
  }

  /** Always the same, which the program may change. */
  public synchronized Configuration get() {
    if (configuration == null) {
      Configuration made = new Configuration();
      HadoopSettings.of(conf).forEach(made::set);
      HadoopDefaults.improve(made);
      configuration = made;
    }
    return configuration;
  }
}
