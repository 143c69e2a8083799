package benchmarks.hdfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * A NameNode and a DataNode of this machine, until the process is asked to end. Prints what to give
 * to a benchmark once they serve.
 */
public final class Cluster {
  private Cluster() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("Give the NameNode a port: benchmarks/run --hdfs PORT");
      System.exit(2);
    }
    int port = Integer.parseInt(arguments[0]);
    Path blocks = Files.createTempDirectory("benchmark-hdfs");
    Configuration configuration = new HdfsConfiguration();
    configuration.set("dfs.replication", "1");
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, blocks.toString());
    MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(configuration).nameNodePort(port).numDataNodes(1).build();
    cluster.waitActive();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(cluster, blocks)));
    System.out.println("ready: --set hdfs=" + port);
    Thread.currentThread().join();
  }

  private static void end(MiniDFSCluster cluster, Path blocks) {
    cluster.shutdown();
    try (Stream<Path> files = Files.walk(blocks)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      System.err.println("Its files stay in " + blocks + ": " + failed);
    }
  }
}
