package dev.tidemill.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** A NameNode and a DataNode in a process of their own; ends when its input does. */
final class HdfsProcess implements AutoCloseable {
  private static final String READY = "ready ";

  private final Process process;
  private final String uri;

  private HdfsProcess(Process process, String uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * @param directory where it keeps its blocks
   */
  static HdfsProcess start(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                HdfsProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(READY)) {
        return new HdfsProcess(process, line.substring(READY.length()));
      }
    }
    throw new IOException("The cluster did not start.");
  }

  /** Without a slash at its end. */
  String uri() {
    return uri;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }

  public static void main(String[] arguments) throws IOException {
    Logger.getLogger("").setLevel(Level.SEVERE);
    Configuration configuration = new HdfsConfiguration();
    configuration.set("dfs.replication", "1");
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, arguments[0]);
    configuration.set("dfs.heartbeat.interval", "1");
    try (MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
      cluster.waitActive();
      System.out.println(READY + "hdfs://localhost:" + cluster.getNameNodePort());
      while (System.in.read() >= 0) {
        // Only the end counts.
      }
    }
  }
}
