package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hadoop costs a second of start-up, which a program that stays on the local disk must not pay. */
class LocalProgramLoadsNoHadoopClassTest {

  @TempDir Path directory;

  @Test
  void aProgramOnTheLocalDiskLoadsNoHadoopClass() throws Exception {
    List<String> output =
        run(System.getProperty("java.class.path"), directory.resolve("root").toString());
    assertTrue(output.contains("2 entries, true"), () -> "did not run: " + output);
    List<String> loaded = output.stream().filter(line -> line.contains("[class,load]")).toList();
    assertTrue(
        loaded.stream().anyMatch(line -> line.contains("dev.tidemill.core.file.LocalFileStore")),
        "the log of loaded classes is not what this test expects");
    assertEquals(
        List.of(), loaded.stream().filter(line -> line.contains(" org.apache.hadoop.")).toList());
  }

  @Test
  void withoutHadoopOnTheClassPathItRunsAndSaysWhatALocationOfHadoopNeeds() throws Exception {
    String classPath = classesOf(FileStores.class) + File.pathSeparator + classesOf(getClass());
    List<String> output =
        run(classPath, directory.resolve("root").toString(), "hdfs://somewhere/d");
    assertTrue(output.contains("2 entries, true"), () -> "did not run: " + output);
    assertTrue(
        output.stream()
            .anyMatch(
                line ->
                    line.contains("hdfs://somewhere/d")
                        && line.contains("add org.apache.hadoop:hadoop-client")),
        () -> "no remedy: " + output);
  }

  private static String classesOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private List<String> run(String classPath, String... arguments)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                classPath,
                LocalProgram.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the program did not end");
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(output);
  }
}
