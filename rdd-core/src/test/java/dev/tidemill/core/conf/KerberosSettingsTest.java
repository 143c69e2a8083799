package dev.tidemill.core.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaSparkContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KerberosSettingsTest {
  @TempDir private Path directory;

  private final SparkConf conf = new SparkConf(false).setMaster("local[1]").setAppName("test");

  private void refused(String text) {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> {
              try (JavaSparkContext context = new JavaSparkContext(conf)) {
                context.emptyRDD();
              }
            });
    assertEquals(text, refused.getMessage());
  }

  @Test
  void aKeytabNeedsAPrincipal() {
    conf.set("spark.kerberos.keytab", "/k");
    refused(
        "spark.kerberos.keytab is /k, and spark.kerberos.principal is not set; set it"
            + " (whose key the keytab holds, as in name@REALM), or neither of them.");
  }

  @Test
  void aPrincipalNeedsAKeytab() {
    conf.set("spark.kerberos.principal", "a@B");
    refused(
        "spark.kerberos.principal is a@B, and spark.kerberos.keytab is not set; set it"
            + " (the file that holds its key), or neither of them.");
  }

  @Test
  void theKeytabMustBeThere() {
    Path missing = directory.resolve("missing");
    conf.set("spark.kerberos.principal", "a@B").set("spark.kerberos.keytab", missing.toString());
    refused(
        "spark.kerberos.keytab is "
            + missing
            + ", which is no file that this process can read; name a keytab on this machine, and"
            + " let the user of this process read it.");
  }

  @Test
  void aDirectoryIsNoKeytab() {
    conf.set("spark.kerberos.principal", "a@B").set("spark.kerberos.keytab", directory.toString());
    assertThrows(IllegalArgumentException.class, () -> CoreSettings.from(conf));
  }

  @Test
  void thePeriodIsChecked() {
    conf.set("spark.kerberos.relogin.period", "0");
    refused("spark.kerberos.relogin.period is 0; use 1 or more.");
  }

  @Test
  void bothTravelWithTheSettingsOfHadoop() throws IOException {
    String keytab = Files.createFile(directory.resolve("keytab")).toString();
    conf.set("spark.kerberos.principal", "a@B").set("spark.kerberos.keytab", keytab);
    conf.set("spark.kerberos.relogin.period", "5s").set("spark.hadoop.dfs.replication", "1");
    Map<String, String> settings = HadoopSettings.of(conf);
    assertEquals("1", settings.get("dfs.replication"));
    assertEquals(
        Optional.of(new KerberosSettings("a@B", keytab, 5000)), KerberosSettings.of(settings));
    assertEquals(List.of(), Settings.check(conf));
  }

  @Test
  void withoutThemNobodyLogsIn() {
    assertEquals(Optional.empty(), KerberosSettings.of(HadoopSettings.of(conf)));
  }
}
