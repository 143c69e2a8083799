package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.hadooptest.MiniHdfs;
import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing that HDFS and Hadoop's formats need is among the jars that the parent pom excludes. */
@ExtendWith(MiniHdfs.class)
class TrimmedHadoopTest {

  @Test
  void aProgramOnHdfsRunsOnTheJarsThatUsersGet() throws Exception {
    String jars = System.getProperty("runtime.classpath");
    assertFalse(jars.contains("minicluster"), jars);
    assertTrue(jars.split(File.pathSeparator).length <= 30, "more jars than we promise: " + jars);
    List<String> output =
        ForkedJvm.run(
            HadoopProgram.class,
            ForkedJvm.classPathOfModule() + File.pathSeparator + jars,
            MiniHdfs.uri() + "/trimmed");
    assertEquals(
        List.of(
            "2 entries", "line one", "line two", "record three", "line three\t3", "line three\t3"),
        output.stream()
            .filter(line -> !line.startsWith("[") && !line.startsWith("SLF4J"))
            // What later JDKs say of Hadoop's own calls.
            .filter(line -> !line.isEmpty() && !line.startsWith("WARNING: "))
            .toList());
  }
}
