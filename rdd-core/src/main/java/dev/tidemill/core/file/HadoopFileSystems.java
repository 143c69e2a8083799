package dev.tidemill.core.file;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * One Hadoop client for each file system, user and settings, for the life of the process.
 *
 * <p>Hadoop has such a cache, but a program that closes what it got from there (many do) would
 * close ours as well, and its shutdown hook would close it under a stop that is still writing.
 * Clients of our own, not closed at exit, are safe from both; what is half written when the process
 * ends is what a crash leaves.
 */
final class HadoopFileSystems {

  private record Key(
      String scheme, String authority, Map<String, String> settings, UserGroupInformation user) {}

  private static final Map<Key, FileSystem> CLIENTS = new HashMap<>();

  private HadoopFileSystems() {}

  static synchronized FileSystem get(Path location, Map<String, String> settings)
      throws IOException {
    URI uri = location.toUri();
    UserGroupInformation user = UserGroupInformation.getCurrentUser();
    Key key = new Key(uri.getScheme(), uri.getAuthority(), Map.copyOf(settings), user);
    FileSystem known = CLIENTS.get(key);
    if (known != null) {
      return known;
    }
    FileSystem client = connect(location, settings);
    CLIENTS.put(key, client);
    return client;
  }

  private static FileSystem connect(Path location, Map<String, String> settings)
      throws IOException {
    Configuration configuration = new Configuration();
    settings.forEach(configuration::set);
    configuration.setBoolean("fs.automatic.close", false);
    try {
      return FileSystem.newInstance(location.toUri(), configuration);
    } catch (UnsupportedFileSystemException e) {
      throw unknown(location, e);
    } catch (NoClassDefFoundError e) {
      throw unknown(location, e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException) {
        throw unknown(location, e);
      }
      // For one, a host that cannot be resolved comes as an IllegalArgumentException.
      throw new IOException("Cannot open file system of " + location + ": " + e.getMessage(), e);
    }
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
