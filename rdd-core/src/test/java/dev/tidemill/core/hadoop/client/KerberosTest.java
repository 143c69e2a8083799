package dev.tidemill.core.hadoop.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.ForkedJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs with a keytab on an HDFS that knows Kerberos users only, on the jars that users get.
 * Each in a process of its own, as Hadoop has one user in each.
 */
class KerberosTest {
  private static final String USER = "user " + SecuredHdfs.WRITER + " (auth:KERBEROS)";

  @TempDir private static Path directory;

  private static SecuredHdfs hdfs;

  @BeforeAll
  static void begin() throws IOException {
    hdfs = SecuredHdfs.start(directory);
  }

  @AfterAll
  static void end() throws IOException {
    hdfs.close();
  }

  @Test
  void aStoreLogsInAndAContextGoesOnAsTheSameUser() throws Exception {
    assertEquals(
        List.of(
            "stored",
            "pairs [a\t1, b\t2]",
            "read [a\t1, b\t2]",
            "text [one, two]",
            "spark.kerberos.principal is other@EXAMPLE.COM, and this process has logged in as "
                + SecuredHdfs.WRITER
                + "; a process has one Kerberos user, use the same or a process of its own.",
            USER),
        run(KerberosProgram.class, keytab("writer"), "store-first", "store"));
  }

  @Test
  void anOutputOfAContextLogsIn() throws Exception {
    assertEquals(
        List.of("pairs [a\t1, b\t2]", "read [a\t1, b\t2]", "text [one, two]", "stored", USER),
        run(KerberosProgram.class, keytab("writer"), "context-first", "context"));
  }

  @Test
  void anOutputWithSettingsOfItsOwnLogsIn() throws Exception {
    assertEquals(
        List.of("own [a\t1, b\t2]", USER),
        run(KerberosProgram.class, keytab("writer"), "own", hdfs.file("conf").toString()));
  }

  @Test
  void aKeytabWithoutThePrincipalIsRefused() throws Exception {
    assertRefused("other");
  }

  @Test
  void aKeyThatIsNotThePrincipalsIsRefused() throws Exception {
    assertRefused("stale");
  }

  private void assertRefused(String keytab) throws Exception {
    List<String> output = run(KerberosProgram.class, keytab(keytab), "none", "store");
    String expected =
        "Cannot log in as spark.kerberos.principal writer@EXAMPLE.COM with spark.kerberos.keytab "
            + hdfs.file(keytab + ".keytab");
    assertTrue(output.stream().anyMatch(line -> line.contains(expected)), output::toString);
  }

  @Test
  void withoutAKeytabHadoopLooksForATicketOfTheUser() throws Exception {
    List<String> output =
        run(KerberosProgram.class, List.of("-DKRB5CCNAME=" + hdfs.file("none")), "none", "store");
    assertTrue(
        output.stream().anyMatch(line -> line.contains("Client cannot authenticate via:")),
        output::toString);
  }

  @Test
  void aJobGoesOnForLongerThanATicketLives() throws Exception {
    Path keytab = Files.copy(hdfs.file("writer.keytab"), directory.resolve("movable.keytab"));
    Path krb5 = directory.resolve("short.conf");
    Files.writeString(
        krb5,
        Files.readString(hdfs.file("krb5.conf"))
            .replace("[libdefaults]", "[libdefaults]\n    ticket_lifetime = 5s"));
    List<String> options = new ArrayList<>(keytab("movable"));
    options.add("-Djava.security.krb5.conf=" + krb5);
    options.add("-Dspark.kerberos.relogin.period=100ms");
    options.add("-Dspark.hadoop.hadoop.kerberos.min.seconds.before.relogin=0");
    options.add("-Dspark.hadoop.ipc.client.connection.maxidletime=1");
    assertEquals(
        List.of("[written late]", "no ticket", "1"),
        run(TicketProgram.class, options, "tickets", keytab.toString()));
  }

  private static List<String> keytab(String name) {
    return List.of(
        "-Dspark.kerberos.principal=" + SecuredHdfs.WRITER,
        "-Dspark.kerberos.keytab=" + hdfs.file(name + ".keytab"));
  }

  /** What it wrote, without what slf4j says of its missing back end. */
  private static List<String> run(
      Class<?> program, List<String> options, String folder, String argument) throws Exception {
    List<String> all = new ArrayList<>();
    all.add("-Djava.security.krb5.conf=" + hdfs.file("krb5.conf"));
    all.addAll(options); // the last one counts
    String jars =
        ForkedJvm.classPathOfModule()
            + File.pathSeparator
            + System.getProperty("runtime.classpath");
    return ForkedJvm.run(
            Map.of("HADOOP_CONF_DIR", hdfs.file("conf").toString()),
            all,
            program,
            jars,
            hdfs.home() + "/" + folder,
            argument)
        .stream()
        .filter(line -> !line.isEmpty()) // Java 25 ends a warning with one
        .filter(line -> !line.startsWith("SLF4J") && !line.startsWith("WARNING: "))
        .toList();
  }
}
