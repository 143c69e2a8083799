package dev.tidemill.core.conf;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import java.util.HashMap;
import java.util.Map;

/**
 * What a program sets for Hadoop: the keys behind {@code spark.hadoop.}, and those of {@link
 * KerberosSettings} under their whole names.
 */
public final class HadoopSettings {
  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  public static Map<String, String> of(SparkConf conf) {
    Map<String, String> settings = new HashMap<>();
    for (Tuple2<String, String> setting : conf.getAll()) {
      if (setting._1.startsWith(PREFIX)) {
        settings.put(setting._1.substring(PREFIX.length()), setting._2);
      } else if (KerberosSettings.isKey(setting._1)) {
        settings.put(setting._1, setting._2);
      }
    }
    return settings;
  }
}
