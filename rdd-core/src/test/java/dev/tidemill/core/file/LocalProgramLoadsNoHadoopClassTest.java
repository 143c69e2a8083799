package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hadoop costs a second of start-up, which a program that stays on the local disk must not pay. */
class LocalProgramLoadsNoHadoopClassTest {

  private static final String DONE = "2 entries, true";

  @TempDir Path directory;

  @Test
  void aProgramOnTheLocalDiskLoadsNoHadoopClass() throws Exception {
    Path keytab = Files.createFile(directory.resolve("keytab"));
    List<String> output =
        ForkedJvm.run(
            // Looked at by those who use Hadoop only: nobody logs in, nothing is missing.
            Map.of("HADOOP_CONF_DIR", directory.resolve("missing").toString()),
            List.of(
                "-Xlog:class+load",
                "-Dspark.kerberos.principal=somebody@EXAMPLE.COM",
                "-Dspark.kerberos.keytab=" + keytab),
            LocalProgram.class,
            System.getProperty("java.class.path"),
            directory.resolve("root").toString());
    assertTrue(output.contains(DONE), () -> "did not run: " + output);
    List<String> loaded = output.stream().filter(line -> line.contains("[class,load]")).toList();
    assertTrue(
        loaded.stream().anyMatch(line -> line.contains(" " + LocalFileStore.class.getName())),
        "the log of loaded classes is not what this test expects");
    assertEquals(
        List.of(), loaded.stream().filter(line -> line.contains(" org.apache.hadoop.")).toList());
  }

  @Test
  void withoutHadoopOnTheClassPathItRunsAndSaysWhatALocationOfHadoopNeeds() throws Exception {
    List<String> output =
        ForkedJvm.run(
            LocalProgram.class,
            ForkedJvm.classPathOfModule(),
            directory.resolve("root").toString(),
            "hdfs://somewhere/d");
    assertTrue(output.contains(DONE), () -> "did not run: " + output);
    assertTrue(
        output.stream()
            .anyMatch(
                line ->
                    line.contains("hdfs://somewhere/d")
                        && line.contains("add org.apache.hadoop:hadoop-client")),
        () -> "no remedy: " + output);
  }
}
