package dev.tidemill.hadooptest;

import dev.tidemill.core.file.FileStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One NameNode and one DataNode for all test classes of this JVM that are extended with it: started
 * by the first, stopped after the last.
 */
public final class MiniHdfs implements BeforeAllCallback {

  /**
   * What a client of it needs to know: with the usual 3 replicas, an append looks for more nodes.
   */
  public static final Map<String, String> SETTINGS = Map.of("dfs.replication", "1");

  // Held, so that their levels stay: Hadoop warns of its own tests' habits.
  private static final List<Logger> TALKATIVE =
      Stream.of(
              "org.apache.hadoop",
              "org.apache.commons.beanutils",
              "org.eclipse.jetty",
              "com.sun.jersey",
              "org.glassfish.jersey")
          .map(Logger::getLogger)
          .toList();

  private static volatile Running running;

  /** JUnit closes it with the store that it is in. */
  private record Running(MiniDFSCluster cluster, Path directory) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      cluster.shutdown(true);
      FileStores.open(directory.getParent().toString()).delete(directory.getFileName().toString());
    }
  }

  /** Without a slash at its end. */
  public static String uri() {
    return "hdfs://localhost:" + running.cluster().getNameNodePort();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(Namespace.create(MiniHdfs.class))
            .computeIfAbsent(Running.class, key -> start(), Running.class);
  }

  private static Running start() {
    TALKATIVE.forEach(logger -> logger.setLevel(Level.SEVERE));
    try {
      Path directory = Files.createTempDirectory("minihdfs");
      Configuration configuration = new HdfsConfiguration();
      SETTINGS.forEach(configuration::set);
      configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.toString());
      // A lease is recovered at a heartbeat of the DataNode.
      configuration.set("dfs.heartbeat.interval", "1");
      MiniDFSCluster cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
      cluster.waitActive();
      return new Running(cluster, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
