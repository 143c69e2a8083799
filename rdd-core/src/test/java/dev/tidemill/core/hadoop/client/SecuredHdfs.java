package dev.tidemill.core.hadoop.client;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.minikdc.MiniKdc;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.kerby.kerberos.kerb.keytab.Keytab;
import org.apache.kerby.kerberos.kerb.keytab.KeytabEntry;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;

/**
 * A Kerberos realm with a NameNode and a DataNode that speak to its users only, in a process of
 * their own, since Hadoop has one user in each; ends when its input does.
 *
 * <p>In its directory are {@code conf} (what its clients need to know, as files), {@code
 * krb5.conf}, and the keytabs {@code writer.keytab} of {@link #WRITER}, {@code other.keytab} of
 * another principal, and {@code stale.keytab} with keys of the writer that the realm does not know.
 */
final class SecuredHdfs implements AutoCloseable {
  static final String WRITER = "writer@EXAMPLE.COM";

  private static final String READY = "ready ";
  private static final String SERVICE = "hdfs/localhost";
  private static final String HOME = "/writer";
  private static final String WEB = "HTTP/localhost";

  private final Process process;
  private final Path directory;
  private final String home;

  private SecuredHdfs(Process process, Path directory, String home) {
    this.process = process;
    this.directory = directory;
    this.home = home;
  }

  static SecuredHdfs start(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SecuredHdfs.class.getName(),
                directory.toString())
            .redirectError(directory.resolve("errors.txt").toFile())
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(READY)) {
        return new SecuredHdfs(process, directory, line.substring(READY.length()));
      }
    }
    throw new IOException(
        "The cluster did not start: " + Files.readString(directory.resolve("errors.txt")));
  }

  /** A directory of the writer, without a slash at its end. */
  String home() {
    return home;
  }

  Path file(String name) {
    return directory.resolve(name);
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

  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.SEVERE);
    Path directory = Path.of(arguments[0]);
    Properties properties = MiniKdc.createConf();
    properties.setProperty(MiniKdc.MIN_TICKET_LIFETIME, "1"); // seconds; usually an hour
    MiniKdc kdc = new MiniKdc(properties, Files.createDirectory(directory.resolve("kdc")).toFile());
    kdc.start();
    try {
      File services = directory.resolve("services.keytab").toFile();
      kdc.createPrincipal(services, SERVICE, WEB);
      File other = directory.resolve("other.keytab").toFile();
      kdc.createPrincipal(other, "other");
      kdc.createPrincipal(directory.resolve("writer.keytab").toFile(), "writer");
      keysOf("other@" + kdc.getRealm(), other).store(directory.resolve("stale.keytab").toFile());
      Files.copy(kdc.getKrb5conf().toPath(), directory.resolve("krb5.conf"));
      serve(configuration(directory, services, kdc.getRealm()));
    } finally {
      kdc.stop();
    }
  }

  /** Under the name of the writer. */
  private static Keytab keysOf(String principal, File file) throws IOException {
    Keytab stale = new Keytab();
    for (KeytabEntry entry :
        Keytab.loadKeytab(file).getKeytabEntries(new PrincipalName(principal))) {
      stale.addEntry(
          new KeytabEntry(
              new PrincipalName(WRITER), entry.getTimestamp(), entry.getKvno(), entry.getKey()));
    }
    return stale;
  }

  private static Configuration configuration(Path directory, File keytab, String realm)
      throws IOException {
    Configuration configuration = new HdfsConfiguration();
    configuration.set("hadoop.security.authentication", "kerberos");
    configuration.set("dfs.replication", "1");
    configuration.set("dfs.data.transfer.protection", "authentication");
    configuration.set("dfs.namenode.kerberos.principal", SERVICE + "@" + realm);
    writeForClients(configuration, directory);
    configuration.set("dfs.datanode.kerberos.principal", SERVICE + "@" + realm);
    configuration.set("dfs.web.authentication.kerberos.principal", WEB + "@" + realm);
    configuration.set("dfs.namenode.keytab.file", keytab.toString());
    configuration.set("dfs.datanode.keytab.file", keytab.toString());
    configuration.set("dfs.web.authentication.kerberos.keytab", keytab.toString());
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("data").toString());
    configuration.setBoolean("dfs.block.access.token.enable", true);
    configuration.setBoolean("ignore.secure.ports.for.testing", true);
    return configuration;
  }

  private static void writeForClients(Configuration all, Path directory) throws IOException {
    Map<String, String> settings = new HashMap<>();
    for (String key :
        List.of(
            "dfs.replication", "dfs.data.transfer.protection", "dfs.namenode.kerberos.principal")) {
      settings.put(key, all.get(key));
    }
    Path folder = directory.resolve("conf");
    SiteFile.write(folder.resolve("hdfs-site.xml"), settings);
    String authentication = "hadoop.security.authentication";
    SiteFile.write(
        folder.resolve("core-site.xml"), Map.of(authentication, all.get(authentication)));
  }

  private static void serve(Configuration configuration) throws IOException {
    UserGroupInformation.setConfiguration(configuration);
    try (MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(configuration).numDataNodes(1).build()) {
      cluster.waitActive();
      FileSystem files = cluster.getFileSystem();
      org.apache.hadoop.fs.Path home = new org.apache.hadoop.fs.Path(HOME);
      files.mkdirs(home);
      files.setOwner(home, "writer", "writer");
      System.out.println(READY + "hdfs://localhost:" + cluster.getNameNodePort() + HOME);
      while (System.in.read() >= 0) {
        // Only the end counts.
      }
    }
  }
}
