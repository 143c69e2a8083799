package dev.tidemill.core.file;

import dev.tidemill.core.hadoop.client.HadoopConfigurations;
import dev.tidemill.core.hadoop.client.Nameservices;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * One Hadoop client for each file system, user and settings, for the life of the process.
 *
 * <p>Hadoop has such a cache, but a program that closes what it got from there (many do) would
 * close ours as well, and its shutdown hook would close it under a stop that is still writing. So
 * ours are made outside of it and never closed; what is half written when the process ends is what
 * a crash leaves.
 */
final class HadoopFileSystems {

  private record Key(
      String scheme, String authority, Map<String, String> settings, UserGroupInformation user) {}

  private static final Map<Key, FileSystem> CLIENTS = new HashMap<>();
  private static final Map<Map<String, String>, Configuration> CONFIGURATIONS = new HashMap<>();

  private HadoopFileSystems() {}

  static synchronized FileSystem get(Path location, Map<String, String> settings)
      throws IOException {
    Map<String, String> own = Map.copyOf(settings);
    Configuration configuration = CONFIGURATIONS.get(own);
    if (configuration == null) {
      configuration = configuration(own);
      CONFIGURATIONS.put(own, configuration);
    }
    URI uri = location.toUri();
    // After the configuration, which may log in.
    UserGroupInformation user = UserGroupInformation.getCurrentUser();
    Key key = new Key(uri.getScheme(), uri.getAuthority(), own, user);
    FileSystem known = CLIENTS.get(key);
    if (known != null) {
      return known;
    }
    FileSystem client = connect(location, new Configuration(configuration));
    CLIENTS.put(key, client);
    return client;
  }

  private static FileSystem connect(Path location, Configuration configuration) throws IOException {
    URI uri = withAuthority(location.toUri(), configuration);
    if (Nameservices.isIncomplete(uri, configuration)) {
      throw new IOException(unopened(location, lacking(uri, configuration)));
    }
    try {
      Class<? extends FileSystem> type =
          FileSystem.getFileSystemClass(uri.getScheme(), configuration);
      FileSystem client = ReflectionUtils.newInstance(type, configuration);
      client.initialize(uri, configuration);
      return client;
    } catch (UnsupportedFileSystemException | NoClassDefFoundError e) {
      throw unknown(location, e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException) {
        throw unknown(location, e);
      }
      // For one, a host that cannot be resolved comes as an IllegalArgumentException.
      String text = e.getMessage();
      boolean unresolved = e.getCause() instanceof UnknownHostException;
      if (unresolved && Nameservices.mayBeMeant(uri)) {
        text = "no host has the name '" + uri.getHost() + "'. " + lacking(uri, configuration);
      }
      throw new IOException(unopened(location, text), e);
    }
  }

  private static String unopened(Path location, String why) {
    return "Cannot open file system of " + location + ": " + why;
  }

  private static String lacking(URI uri, Configuration configuration) {
    return Nameservices.missing(uri.getHost(), configuration).orElse("");
  }

  private static Configuration configuration(Map<String, String> settings) throws IOException {
    Configuration configuration = HadoopConfigurations.of(settings);
    // HDFS answers the end of a file with "not yet" until a DataNode has reported its last block,
    // some milliseconds later. Its client then waits 400 ms, each commit of ours with it. Ask
    // sooner, more often, and as long in all.
    setUnlessChosen(
        configuration, "dfs.client.block.write.locateFollowingBlock.initial.delay.ms", 5);
    setUnlessChosen(configuration, "dfs.client.block.write.locateFollowingBlock.retries", 12);
    return configuration;
  }

  private static void setUnlessChosen(Configuration configuration, String key, int value) {
    if (!HadoopConfigurations.isChosen(configuration, key)) {
      configuration.setInt(key, value);
    }
  }

  /**
   * A location such as hdfs:/directory is on the default file system, when that has the same
   * scheme.
   */
  private static URI withAuthority(URI uri, Configuration configuration) {
    URI standard = FileSystem.getDefaultUri(configuration);
    boolean standardMeant =
        uri.getAuthority() == null && uri.getScheme().equals(standard.getScheme());
    return standardMeant ? standard : uri;
  }

  private static UnknownFileSystemException unknown(Path location, Throwable cause) {
    String scheme = location.toUri().getScheme();
    return new UnknownFileSystemException(
        "No file system for scheme '%s' of location '%s' (%s); add %s to the class path"
            .formatted(scheme, location, cause.getMessage(), jarFor(scheme)),
        cause);
  }

  private static String jarFor(String scheme) {
    return switch (scheme) {
      case "s3a" -> "org.apache.hadoop:hadoop-aws of Hadoop's version";
      case "s3", "s3n" -> "org.apache.hadoop:hadoop-aws of Hadoop's version, and write s3a:";
      case "abfs", "abfss", "wasb", "wasbs" -> "org.apache.hadoop:hadoop-azure of Hadoop's version";
      case "gs" -> "com.google.cloud.bigdataoss:gcs-connector";
      case "ofs", "o3fs" -> "org.apache.ozone:ozone-filesystem-hadoop3-client";
      case "webhdfs", "swebhdfs" ->
          "what WebHDFS needs (jersey-common, httpclient), or write hdfs:";
      default ->
          "the jar that serves it, or name its class by the Hadoop setting fs." + scheme + ".impl";
    };
  }
}
