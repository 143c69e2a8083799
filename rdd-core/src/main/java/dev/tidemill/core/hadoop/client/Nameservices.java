package dev.tidemill.core.hadoop.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.client.HdfsClientConfigKeys;

/**
 * Nameservices: names that stand for several NameNodes of one cluster, of which one is active. HDFS
 * takes a name whose settings are incomplete for that of a host.
 */
public final class Nameservices {
  private static final String NAMESERVICES = HdfsClientConfigKeys.DFS_NAMESERVICES;
  private static final String NAME_NODES = HdfsClientConfigKeys.DFS_HA_NAMENODES_KEY_PREFIX + ".";
  private static final String ADDRESS = HdfsClientConfigKeys.DFS_NAMENODE_RPC_ADDRESS_KEY + ".";
  private static final String PROVIDER =
      HdfsClientConfigKeys.Failover.PROXY_PROVIDER_KEY_PREFIX + ".";
  private static final String PROVIDERS = "org.apache.hadoop.hdfs.server.namenode.ha.";

  private Nameservices() {}

  /** Whether the authority may be the name of a nameservice: those of hosts may have a port. */
  public static boolean mayBeMeant(URI uri) {
    return "hdfs".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() < 0;
  }

  /** Whether the settings name it as a nameservice, but not all that belongs to one. */
  public static boolean isIncomplete(URI uri, Configuration configuration) {
    if (!mayBeMeant(uri)) {
      return false;
    }
    String name = uri.getHost();
    boolean meant =
        !configuration.getTrimmedStringCollection(NAME_NODES + name).isEmpty()
            || needsAddresses(configuration.getTrimmed(PROVIDER + name, ""));
    return meant && missing(name, configuration).isPresent();
  }

  /** Of other makers' providers nobody knows. */
  private static boolean needsAddresses(String provider) {
    return provider.startsWith(PROVIDERS) && !provider.endsWith(".IPFailoverProxyProvider");
  }

  /**
   * One sentence about the settings that a client of the nameservice lacks; none if all are there.
   */
  public static Optional<String> missing(String name, Configuration configuration) {
    List<String> missing = new ArrayList<>();
    if (!configuration.getTrimmedStringCollection(NAMESERVICES).contains(name)) {
      missing.add(NAMESERVICES + " (a list that has " + name + ")");
    }
    Collection<String> nodes = configuration.getTrimmedStringCollection(NAME_NODES + name);
    if (nodes.isEmpty()) {
      missing.add(NAME_NODES + name + " (such as nn1,nn2)");
      missing.add(ADDRESS + name + ".nn1 and so on (host:port)");
    }
    for (String node : nodes) {
      if (isUnset(configuration, ADDRESS + name + "." + node)) {
        missing.add(ADDRESS + name + "." + node + " (host:port)");
      }
    }
    if (isUnset(configuration, PROVIDER + name)) {
      missing.add(PROVIDER + name + " (" + PROVIDERS + "ConfiguredFailoverProxyProvider)");
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The nameservice '%s' lacks %s; set this by spark.hadoop.*, or name the directory of the cluster's hdfs-site.xml by %s"
                .formatted(name, String.join(", ", missing), ConfigurationDirectory.VARIABLE));
  }

  private static boolean isUnset(Configuration configuration, String key) {
    return configuration.getTrimmed(key, "").isEmpty();
  }
}
