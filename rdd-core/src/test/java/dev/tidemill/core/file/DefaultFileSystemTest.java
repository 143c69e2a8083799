package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.hadooptest.MiniHdfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Where a location without a scheme is. */
@ExtendWith(MiniHdfs.class)
class DefaultFileSystemTest {
  @TempDir Path directory;

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(MiniHdfs.SETTINGS);
    settings.put("fs.defaultFS", MiniHdfs.uri());
    return settings;
  }

  @Test
  void itIsWhereTheProgramSays() throws IOException {
    String user = System.getProperty("user.name");
    assertEquals(MiniHdfs.uri() + "/a/b", FileStores.open("/a/b", settings()).root());
    assertEquals(MiniHdfs.uri() + "/user/" + user + "/a", FileStores.open("a", settings()).root());
    assertEquals(directory.toString(), FileStores.open("file:" + directory, settings()).root());
    assertEquals(directory.toString(), FileStores.local(directory).root());
    assertEquals(directory.toString(), FileStores.open(directory.toString(), Map.of()).root());
    assertEquals(
        directory.toString(),
        FileStores.open(directory.toString(), Map.of("fs.defaultFS", "file:///")).root());
  }

  @Test
  void programsReadAndWriteThere() {
    SparkConf conf = new SparkConf(false).setMaster("local[2]").setAppName("default");
    settings().forEach((key, value) -> conf.set("spark.hadoop." + key, value));
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      context.parallelize(List.of("a", "b"), 2).saveAsTextFile("/by-default/text");
      assertEquals(List.of("a", "b"), context.textFile("/by-default/text").collect());
      assertEquals(List.of("a", "b"), context.textFile("/by-default/*").collect());
      assertEquals(
          List.of("a", "b"), context.textFile(MiniHdfs.uri() + "/by-default/text").collect());
      context.parallelize(List.of("c"), 1).saveAsObjectFile("objects");
      assertEquals(List.of("c"), context.objectFile("objects").collect());
      context.parallelize(List.of("c"), 1).rdd().localCheckpoint().isEmpty();
      assertThrows(NoSuchFileException.class, () -> context.textFile("file:/by-default").count());
    }
  }

  private Optional<String> look(String core) throws IOException {
    Files.writeString(directory.resolve("core-site.xml"), core);
    return DefaultFileSystem.look(
        Map.of(), name -> name.equals("HADOOP_CONF_DIR") ? directory.toString() : null);
  }

  @Test
  void aClustersFileIsAskedBeforeHadoopIs() throws IOException {
    assertEquals(Optional.empty(), look("<configuration></configuration>"));
    // It is mentioned, so Hadoop is asked, which looks at the variable of this process itself.
    assertEquals(
        Optional.empty(),
        look(
            "<configuration><property><name>fs.defaultFS</name><value>file:///</value></property>"
                + "</configuration>"));
    assertEquals(Optional.empty(), DefaultFileSystem.look(Map.of(), name -> null));
    assertEquals(Optional.empty(), DefaultFileSystem.look(Map.of(), name -> "/no/such/place"));
    assertTrue(
        DefaultFileSystem.look(Map.of("fs.default.name", "hdfs://old"), name -> null).isPresent());
  }
}
