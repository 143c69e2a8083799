package dev.tidemill.core.hadoop.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.ForkedJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of HADOOP_CONF_DIR stand above, and below, and which settings are refused. */
class ConfigurationDirectoryTest {
  @TempDir private Path directory;

  private static Configuration read(String value, Map<String, String> settings) throws IOException {
    Map<String, String> environment = Map.of("HADOOP_CONF_DIR", value);
    return HadoopConfigurations.of(settings, environment::get);
  }

  private static String refused(String value) {
    return assertThrows(IOException.class, () -> read(value, Map.of())).getMessage();
  }

  @Test
  void inAProcessWithTheVariableOutputsAndStoresHaveItsSettings() throws Exception {
    Path classPath = directory.resolve("class-path");
    Path conf = directory.resolve("conf");
    SiteFile.write(
        classPath.resolve("core-site.xml"),
        Map.of("tide.1", "path", "tide.2", "path", "tide.3", "path"));
    SiteFile.write(
        conf.resolve("core-site.xml"),
        Map.of(
            "tide.2",
            "core",
            "tide.3",
            "core",
            "fs.odd.impl",
            ConfigurationProgram.Odd.class.getName(),
            "fs.defaultFS",
            "odd://store"));
    SiteFile.write(conf.resolve("hdfs-site.xml"), Map.of("dfs.replication", "2"));
    SiteFile.write(conf.resolve("mapred-site.xml"), Map.of("tide.mapred", "mapred"));
    SiteFile.write(conf.resolve("yarn-site.xml"), Map.of("tide.yarn", "yarn"));
    List<String> output =
        ForkedJvm.run(
            Map.of("HADOOP_CONF_DIR", conf.toString()),
            List.of("-Dspark.hadoop.tide.3=program"),
            ConfigurationProgram.class,
            classPath + File.pathSeparator + System.getProperty("java.class.path"),
            "io.seqfile.compress.blocksize",
            "tide.1",
            "tide.2",
            "tide.3",
            "dfs.replication",
            "tide.mapred",
            "tide.yarn");
    String expected = "[1000000, path, core, program, 2, mapred, yarn]";
    assertTrue(output.contains("store: " + expected), output::toString);
    assertTrue(output.contains("context: " + expected), output::toString);
    assertTrue(output.contains("default: odd://store/directory"), output::toString);
  }

  @Test
  void withoutTheVariableThereAreNoFurtherFiles() throws IOException {
    assertEquals("1", HadoopConfigurations.of(Map.of("tide", "1"), name -> null).get("tide"));
    assertEquals("2", read(" ", Map.of("tide", "2")).get("tide"));
  }

  @Test
  void whatIsFinalInAFileIsTheProgramsToChange() throws IOException {
    Files.writeString(
        directory.resolve("core-site.xml"),
        "<configuration><property><name>tide</name><value>file</value><final>true</final>"
            + "</property></configuration>");
    assertEquals("file", read(directory.toString(), Map.of()).get("tide"));
    assertEquals("program", read(directory.toString(), Map.of("tide", "program")).get("tide"));
  }

  @Test
  void whoLogsInIsNoSettingOfHadoop() throws IOException {
    Map<String, String> settings = Map.of("spark.kerberos.principal", "a@B", "tide", "1");
    Configuration read = HadoopConfigurations.of(settings, name -> null);
    assertEquals("1", read.get("tide"));
    assertEquals(null, read.get("spark.kerberos.principal"));
  }

  @Test
  void aDirectoryThatIsMissingIsRefused() {
    String missing = directory.resolve("missing").toString();
    assertEquals(
        "HADOOP_CONF_DIR is "
            + missing
            + ", which is no directory that this process can read; name the directory of the"
            + " cluster's core-site.xml and hdfs-site.xml, or unset it.",
        refused(missing));
  }

  @Test
  void aFileThatIsMalformedIsRefused() throws IOException {
    Files.writeString(directory.resolve("hdfs-site.xml"), "<configuration><property>");
    String message = refused(directory.toString());
    assertTrue(
        message.startsWith(
            "HADOOP_CONF_DIR is " + directory + ", and its file hdfs-site.xml cannot be used ("),
        message);
    assertTrue(message.endsWith("; correct the file, or name another directory."), message);
  }

  @Test
  void aDirectoryWithoutTheFilesIsWarnedOfOnce() throws IOException {
    try (Warnings warnings = new Warnings()) {
      read(directory.toString(), Map.of());
      read(directory.toString(), Map.of());
      assertEquals(
          List.of(
              "HADOOP_CONF_DIR is "
                  + directory
                  + ", a directory without core-site.xml, hdfs-site.xml, mapred-site.xml,"
                  + " yarn-site.xml; name the directory that has them, or unset it."),
          warnings.texts());
    }
  }

  @Test
  void aKeytabThatHadoopDoesNotAskForIsWarnedOfOnce() throws IOException {
    String keytab = Files.createFile(directory.resolve("keytab")).toString();
    Map<String, String> settings =
        Map.of("spark.kerberos.principal", "a@B", "spark.kerberos.keytab", keytab);
    try (Warnings warnings = new Warnings()) {
      HadoopConfigurations.of(settings);
      HadoopConfigurations.of(settings);
      assertEquals(
          List.of(
              "spark.kerberos.principal is a@B, and Hadoop's hadoop.security.authentication is not"
                  + " kerberos, so nobody logs in; set it in the cluster's core-site.xml"
                  + " (HADOOP_CONF_DIR) or by spark.hadoop.hadoop.security.authentication."),
          warnings.texts());
    }
  }
}
