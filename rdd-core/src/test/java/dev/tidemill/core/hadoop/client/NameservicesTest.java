package dev.tidemill.core.hadoop.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.core.file.FileStores;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A nameservice whose settings are incomplete is told from a host that is not there. */
class NameservicesTest {
  private static final String REMEDY =
      "; set this by spark.hadoop.*, or name the directory of the cluster's hdfs-site.xml by"
          + " HADOOP_CONF_DIR";

  private final Map<String, String> settings = new HashMap<>();

  NameservicesTest() {
    settings.put("dfs.nameservices", "other, tide");
    settings.put("dfs.ha.namenodes.tide", "a,b");
    settings.put("dfs.namenode.rpc-address.tide.a", "localhost:1");
    settings.put("dfs.namenode.rpc-address.tide.b", "localhost:2");
    settings.put(
        "dfs.client.failover.proxy.provider.tide",
        "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider");
  }

  private void refused(String location, String text) {
    IOException refused =
        assertThrows(IOException.class, () -> FileStores.open(location, settings));
    assertEquals(
        "Cannot open file system of " + location + ": " + text + REMEDY, refused.getMessage());
  }

  @Test
  void aCompleteOneIsOpened() throws IOException {
    assertEquals("hdfs://tide/d", FileStores.open("hdfs://tide/d", settings).root());
  }

  @Test
  void anUnknownOneNamesAllItsSettings() {
    refused(
        "hdfs://ebb.invalid/d",
        "no host has the name 'ebb.invalid'. The nameservice 'ebb.invalid' lacks dfs.nameservices"
            + " (a list that has ebb.invalid), dfs.ha.namenodes.ebb.invalid (such as nn1,nn2),"
            + " dfs.namenode.rpc-address.ebb.invalid.nn1 and so on (host:port),"
            + " dfs.client.failover.proxy.provider.ebb.invalid"
            + " (org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider)");
  }

  @Test
  void theAddressOfEachNameNodeIsNeeded() {
    settings.remove("dfs.namenode.rpc-address.tide.b");
    refused(
        "hdfs://tide/d",
        "The nameservice 'tide' lacks dfs.namenode.rpc-address.tide.b (host:port)");
  }

  @Test
  void theListOfNameNodesIsNeeded() {
    settings.remove("dfs.ha.namenodes.tide");
    refused(
        "hdfs://tide/d",
        "The nameservice 'tide' lacks dfs.ha.namenodes.tide (such as nn1,nn2),"
            + " dfs.namenode.rpc-address.tide.nn1 and so on (host:port)");
  }

  @Test
  void aProviderIsNeeded() {
    settings.remove("dfs.client.failover.proxy.provider.tide");
    refused(
        "hdfs://tide/d",
        "The nameservice 'tide' lacks dfs.client.failover.proxy.provider.tide"
            + " (org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider)");
  }

  @Test
  void aHostWithAPortIsNoNameservice() {
    IOException refused =
        assertThrows(
            IOException.class, () -> FileStores.open("hdfs://ebb.invalid:8020/d", settings));
    assertEquals(
        "Cannot open file system of hdfs://ebb.invalid:8020/d: java.net.UnknownHostException:"
            + " ebb.invalid",
        refused.getMessage());
  }
}
