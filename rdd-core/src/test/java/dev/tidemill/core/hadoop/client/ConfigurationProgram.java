package dev.tidemill.core.hadoop.client;

import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.file.FileStores;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Says which settings of Hadoop outputs and stores have. Run in its own JVM by {@link
 * ConfigurationDirectoryTest}.
 */
final class ConfigurationProgram {
  private static List<String> keys;

  private ConfigurationProgram() {}

  /**
   * @param arguments the keys to look at
   */
  public static void main(String[] arguments) throws IOException {
    keys = List.of(arguments);
    SparkConf conf = new SparkConf().setMaster("local[1]").setAppName("configuration");
    FileStores.open("odd://store/directory", HadoopSettings.of(conf));
    System.out.println("default: " + FileStores.open("/directory", HadoopSettings.of(conf)).root());
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      say("context", context.hadoopConfiguration());
    }
  }

  private static void say(String whose, Configuration configuration) {
    System.out.println(whose + ": " + keys.stream().map(configuration::get).toList());
  }

  /** The settings name it as the file system of a scheme. */
  static final class Odd extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("odd://store");
    }

    @Override
    public void initialize(URI uri, Configuration configuration) throws IOException {
      super.initialize(uri, configuration);
      say("store", configuration);
    }
  }
}
