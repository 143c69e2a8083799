package dev.tidemill.core.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** One NameNode and one DataNode for all tests of this JVM, started when first asked for. */
final class MiniHdfs {

  /**
   * What a client of it needs to know: with the usual 3 replicas, an append would look for more
   * DataNodes.
   */
  static final Map<String, String> SETTINGS = Map.of("dfs.replication", "1");

  private static MiniDFSCluster cluster;

  private MiniHdfs() {}

  /** Without a slash at its end. */
  static synchronized String uri() throws IOException {
    if (cluster == null) {
      cluster = start();
    }
    return "hdfs://localhost:" + cluster.getNameNodePort();
  }

  private static MiniDFSCluster start() throws IOException {
    Path directory = Files.createTempDirectory("minihdfs");
    Configuration configuration = new HdfsConfiguration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.toString());
    SETTINGS.forEach(configuration::set);
    // A lease is recovered at a heartbeat of the DataNode.
    configuration.set("dfs.heartbeat.interval", "1");
    MiniDFSCluster started = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started, directory)));
    started.waitActive();
    return started;
  }

  private static void stop(MiniDFSCluster started, Path directory) {
    started.shutdown(true);
    try {
      new LocalFileStore(directory.getParent()).delete(directory.getFileName().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
