package dev.tidemill.core.hadoop.client;

import dev.tidemill.core.conf.KerberosSettings;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;

/**
 * Makes Hadoop's configurations, each of these above those before it: Hadoop's defaults (but for
 * one of ours), its files on the class path, those of {@link ConfigurationDirectory}, and what the
 * program sets.
 */
public final class HadoopConfigurations {
  /**
   * Of a pipeline that has lost a node, where there is no other one to take its place: whether what
   * is left goes on. With Hadoop's "false" a log of a cluster of three nodes ends with the first of
   * them, and a cluster of one or two takes no log twice from clients that want three copies.
   */
  private static final String GO_ON_WITH_FEWER =
      "dfs.client.block.write.replace-datanode-on-failure.best-effort";

  private HadoopConfigurations() {}

  /**
   * A configuration for what this process does with Hadoop. The first one also logs in, if the
   * settings say who.
   *
   * @param settings of {@link dev.tidemill.core.conf.HadoopSettings}
   * @throws IOException if a directory or a file of the configuration cannot be read, or the login
   *     fails; says what to do
   */
  public static Configuration of(Map<String, String> settings) throws IOException {
    Configuration configuration = of(settings, System::getenv);
    KerberosLogin.ensure(configuration, settings);
    return configuration;
  }

  static Configuration of(Map<String, String> settings, UnaryOperator<String> environment)
      throws IOException {
    Configuration configuration = new HdfsConfiguration();
    ConfigurationDirectory.addTo(configuration, environment);
    settings.forEach(
        (key, value) -> {
          if (!KerberosSettings.isKey(key)) {
            configuration.set(key, value);
          }
        });
    if (!isChosen(configuration, GO_ON_WITH_FEWER)) {
      configuration.setBoolean(GO_ON_WITH_FEWER, true);
    }
    return configuration;
  }

  /** Whether a value is the program's or of one of its files, and not Hadoop's own. */
  public static boolean isChosen(Configuration configuration, String key) {
    String[] sources = configuration.getPropertySources(key);
    return sources != null && !sources[sources.length - 1].endsWith("-default.xml");
  }
}
