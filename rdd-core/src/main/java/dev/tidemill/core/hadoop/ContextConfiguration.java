package dev.tidemill.core.hadoop;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import org.apache.hadoop.conf.Configuration;

/**
 * Hadoop's settings of one context: those of its files on the class path, and {@code
 * spark.hadoop.*} of the program's. Made when they are first asked for, since that loads a good
 * part of Hadoop. Thread-safe.
 */
public final class ContextConfiguration {
  private static final String PREFIX = "spark.hadoop.";

  private final SparkConf conf;
  private Configuration configuration; // guarded by this

  public ContextConfiguration(SparkConf conf) {
    this.conf = conf;
  }

  /** Always the same, which the program may change. */
  public synchronized Configuration get() {
    if (configuration == null) {
      Configuration made = new Configuration();
      for (Tuple2<String, String> setting : conf.getAll()) {
        if (setting._1.startsWith(PREFIX)) {
          made.set(setting._1.substring(PREFIX.length()), setting._2);
        }
      }
      HadoopDefaults.improve(made);
      configuration = made;
    }
    return configuration;
  }
}
