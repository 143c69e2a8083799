package dev.tidemill.core.hadoop.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.file.LogFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.MiniDFSNNTopology;
import org.apache.hadoop.hdfs.server.namenode.NameNodeRpcServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs on a nameservice of two NameNodes, of which the active one changes or goes. */
class NameserviceFailoverTest {
  private static final String SERVICE = "hdfs://service";
  private static final int LINES = 400;

  /** What functions reach the test by, as they would be copied on another engine. */
  private static MiniDFSCluster cluster;

  @TempDir private Path directory;

  private SparkConf conf;
  private JavaSparkContext context;

  @BeforeEach
  void begin() throws IOException {
    HdfsConfiguration configuration = new HdfsConfiguration();
    configuration.set("dfs.replication", "1");
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.toString());
    configuration.set("dfs.heartbeat.interval", "1");
    MiniDFSNNTopology two =
        new MiniDFSNNTopology()
            .addNameservice(
                new MiniDFSNNTopology.NSConf("service")
                    .addNN(new MiniDFSNNTopology.NNConf("nn0"))
                    .addNN(new MiniDFSNNTopology.NNConf("nn1")));
    cluster = new MiniDFSCluster.Builder(configuration).nnTopology(two).numDataNodes(1).build();
    cluster.waitActive();
    cluster.transitionToActive(0);
    conf =
        new SparkConf(false)
            .setMaster("local[2]")
            .setAppName("failover")
            .set("spark.hadoop.dfs.replication", "1")
            .set("spark.hadoop.dfs.nameservices", "service")
            .set("spark.hadoop.dfs.ha.namenodes.service", "nn0,nn1")
            .set("spark.hadoop.dfs.namenode.rpc-address.service.nn0", address(0))
            .set("spark.hadoop.dfs.namenode.rpc-address.service.nn1", address(1))
            .set(
                "spark.hadoop.dfs.client.failover.proxy.provider.service",
                "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider");
    context = new JavaSparkContext(conf);
  }

  private static String address(int node) {
    return "localhost:" + cluster.getNameNodePort(node);
  }

  @AfterEach
  void end() {
    context.stop();
    cluster.shutdown();
  }

  private interface Change {
    void run() throws IOException;
  }

  private static void failOver() throws IOException {
    cluster.transitionToStandby(0);
    cluster.transitionToActive(1);
  }

  /** As if its machine were gone: it answers nothing any more, before it begins to close. */
  private static void lose() throws IOException {
    ((NameNodeRpcServer) cluster.getNameNodeRpc(0)).getClientRpcServer().stop();
    cluster.shutdownNameNode(0);
    cluster.transitionToActive(1);
  }

  /** The lines, and the change when half of them have gone by. */
  private static JavaRDD<String> changing(JavaRDD<String> lines, Change change) {
    AtomicInteger seen = new AtomicInteger();
    return lines.map(
        line -> {
          if (seen.incrementAndGet() == LINES / 2) {
            change.run();
          }
          return line;
        });
  }

  private static List<String> lines() {
    return IntStream.range(0, LINES).mapToObj(number -> "line " + number).toList();
  }

  @Test
  void aJobThatReadsGoesOnAtTheOtherNameNode() {
    context.parallelize(lines(), 8).saveAsTextFile(SERVICE + "/in");
    JavaRDD<String> all = context.emptyRDD();
    for (int part = 0; part < 8; part++) {
      all = all.union(context.textFile(SERVICE + "/in/part-0000" + part, 1));
    }
    assertEquals(lines(), changing(all, NameserviceFailoverTest::failOver).collect());
  }

  @Test
  void anOutputIsWholeThatWasBegunAtTheOtherNameNode() throws IOException {
    writeAcross(NameserviceFailoverTest::failOver);
  }

  @Test
  void anOutputIsWholeThatWasBegunAtALostNameNode() throws IOException {
    writeAcross(NameserviceFailoverTest::lose);
  }

  private void writeAcross(Change change) throws IOException {
    changing(context.parallelize(lines(), 4), change).saveAsTextFile(SERVICE + "/out");
    List<String> read = new ArrayList<>(context.textFile(SERVICE + "/out").collect());
    List<String> expected = new ArrayList<>(lines());
    Collections.sort(read);
    Collections.sort(expected);
    assertEquals(expected, read);
    FileStore store = FileStores.open(SERVICE + "/", HadoopSettings.of(conf));
    assertEquals(List.of("out"), names(store, ""));
    assertEquals(
        List.of(
            "out/_SUCCESS", "out/part-00000", "out/part-00001", "out/part-00002", "out/part-00003"),
        names(store, "out"));
  }

  @Test
  void aLogGoesOnAtTheOtherNameNode() throws IOException {
    FileStore store = FileStores.open(SERVICE + "/logs", HadoopSettings.of(conf));
    try (LogFile log = store.appendLog("log")) {
      log.write("before".getBytes(UTF_8));
      log.sync();
      failOver();
      log.write(" and after".getBytes(UTF_8));
      log.sync();
    }
    try (InputStream in = store.open("log", 0)) {
      assertEquals("before and after", new String(in.readAllBytes(), UTF_8));
    }
  }

  private static List<String> names(FileStore store, String folder) throws IOException {
    return store.list(folder).stream().map(FileEntry::name).toList();
  }
}
