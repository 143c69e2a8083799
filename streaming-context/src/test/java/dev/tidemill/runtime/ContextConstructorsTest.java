package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ways to make a context, and where it checkpoints to. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContextConstructorsTest {
  private static SparkConf conf(JavaStreamingContext ssc) {
    return ssc.sparkContext().getConf();
  }

  @Test
  void whatAClusterWouldNeedIsKeptAmongTheSettings() {
    try (JavaStreamingContext ssc =
        new JavaStreamingContext(
            "local[2]",
            "app",
            Durations.seconds(1),
            "/opt/home",
            new String[] {"a.jar", null, "b.jar"},
            Map.of("PATH", "/bin"))) {
      assertEquals("local[2]", ssc.sparkContext().master());
      assertEquals("app", ssc.sparkContext().appName());
      assertEquals("/opt/home", conf(ssc).get("spark.home"));
      assertEquals("a.jar,b.jar", conf(ssc).get("spark.jars"));
      assertEquals("/bin", conf(ssc).get("spark.executorEnv.PATH"));
    }
  }

  @Test
  void homeAndJarMayBeNull() {
    String noJar = null;
    for (JavaStreamingContext made :
        List.of(
            new JavaStreamingContext("local[2]", "app", Durations.seconds(1), null, noJar),
            new JavaStreamingContext(
                "local[2]", "app", Durations.seconds(1), null, new String[0]))) {
      try (JavaStreamingContext ssc = made) {
        assertFalse(conf(ssc).contains("spark.home"));
        assertFalse(conf(ssc).contains("spark.jars"));
      }
    }
    try (JavaStreamingContext ssc =
        new JavaStreamingContext("local[2]", "app", Durations.seconds(1), null, "a.jar")) {
      assertEquals("a.jar", conf(ssc).get("spark.jars"));
    }
  }

  @Test
  void aMissingMasterOrNameIsRefused() {
    for (String[] wrong : new String[][] {{null, "app"}, {"local", null}, {"local", " "}}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new JavaStreamingContext(wrong[0], wrong[1], Durations.seconds(1)))
              .getMessage();
      assertTrue(message.startsWith("new JavaStreamingContext: "), message);
    }
  }

  @Test
  void checkpointSetsTheDirectoryOfTheDatasets(@TempDir Path temp) throws Exception {
    try (ManualContext context = ManualContext.with()) {
      context.ssc.checkpoint(temp.toString());
      String directory = context.ssc.sparkContext().getCheckpointDir().get();
      assertTrue(directory.startsWith(temp.toString()), directory);
      assertThrows(IllegalArgumentException.class, () -> context.ssc.checkpoint(" "));
    }
  }

  @Test
  void aStreamIsCheckpointedToIt(@TempDir Path temp) throws Exception {
    try (ManualContext context = ManualContext.with()) {
      context.ssc.checkpoint(temp.toString());
      var times = context.times().map(time -> time);
      times.checkpoint(Durations.seconds(2));
      times.foreachRDD(rdd -> rdd.count());
      context.start();
      context.run(2);
      Path directory = Path.of(context.ssc.sparkContext().getCheckpointDir().get());
      try (var written = Files.list(directory)) {
        assertEquals(1, written.count(), "second 2 and not second 1");
      }
    }
  }

  @Test
  void aSettingNamesTheDirectoryToo(@TempDir Path temp) {
    SparkConf conf =
        new SparkConf(false)
            .setMaster("local[1]")
            .setAppName("app")
            .set("spark.streaming.checkpoint.directory", temp.toString());
    try (JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.seconds(1))) {
      assertTrue(ssc.sparkContext().getCheckpointDir().isPresent());
    }
  }

  @Test
  void aClassOfAJarIsFoundInIt() {
    String[] jar = JavaStreamingContext.jarOfClass(Test.class);
    assertEquals(1, jar.length);
    assertTrue(Path.of(jar[0]).getFileName().toString().matches("junit-jupiter-api-.*\\.jar"));
    assertTrue(Files.exists(Path.of(jar[0])));
    assertArrayEquals(
        new String[0], JavaStreamingContext.jarOfClass(ContextConstructorsTest.class));
    assertArrayEquals(new String[0], JavaStreamingContext.jarOfClass(String.class));
    assertThrows(IllegalArgumentException.class, () -> JavaStreamingContext.jarOfClass(null));
  }
}
