package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.api.java.JavaSparkContext;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ContextTest extends DatasetTest {
  @Test
  void theContextTellsItsSettings() {
    assertEquals("local[2]", context.master());
    assertEquals("test", context.appName());
    assertEquals(2, context.defaultParallelism());
    assertEquals(2, context.defaultMinPartitions());
    assertTrue(context.isLocal());
    assertTrue(context.startTime() > 0);
    assertEquals("local-" + context.startTime(), context.sc().applicationId());
    assertEquals("test", context.getConf().get("spark.app.name"));
    assertEquals(2, context.sc().settings().cores());
  }

  @Test
  void settingsAreCopiedInAndOut() {
    SparkConf conf = new SparkConf(false).setMaster("local").setAppName("copied");
    try (JavaSparkContext copied = new JavaSparkContext(conf)) {
      conf.setAppName("changed");
      copied.getConf().setAppName("changed too");
      assertEquals("copied", copied.getConf().get("spark.app.name"));
    }
  }

  @Test
  void whatWasNotSetIsFilledIn() {
    try (JavaSparkContext bare = new JavaSparkContext(new SparkConf(false))) {
      assertEquals("local[*]", bare.getConf().get("spark.master"));
      assertEquals("tidemill", bare.getConf().get("spark.app.name"));
    }
  }

  @Test
  void aContextIsMadeInEachOfTheLegacyWays() {
    try (JavaSparkContext named = new JavaSparkContext("local[3]", "named");
        JavaSparkContext plain = new JavaSparkContext()) {
      assertEquals(3, named.defaultParallelism());
      assertEquals("named", named.appName());
      assertEquals("tidemill", plain.appName());
      assertSame(named.sc(), JavaSparkContext.fromSparkContext(named.sc()).sc());
      assertSame(named.sc(), new JavaSparkContext(named.sc()).sc());
    }
  }

  @Test
  void theLatestContextIsFoundAgain() {
    assertSame(context.sc(), SparkContext.getOrCreate());
    try (JavaSparkContext later = new JavaSparkContext("local", "later")) {
      assertSame(later.sc(), SparkContext.getOrCreate(new SparkConf().setAppName("ignored")));
      assertTrue(later.sc().isLocal());
    }
    SparkContext made = SparkContext.getOrCreate(conf().setMaster("local").setAppName("made"));
    assertEquals("made", made.appName());
    made.stop();
    SparkContext named =
        new SparkContext("local", "named", new SparkConf(false).set("spark.app.name", "other"));
    assertEquals("named", named.appName());
    named.stop();
    SparkContext plain = new SparkContext();
    assertEquals("tidemill", plain.appName());
    plain.stop();
    assertThrows(IllegalArgumentException.class, () -> SparkContext.getOrCreate(null));
    assertThrows(IllegalArgumentException.class, () -> new SparkContext("local", ""));
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new JavaSparkContext((SparkConf) null));
    assertThrows(IllegalArgumentException.class, () -> new JavaSparkContext((SparkContext) null));
    assertThrows(IllegalArgumentException.class, () -> new JavaSparkContext("", "name"));
    assertThrows(IllegalArgumentException.class, () -> new JavaSparkContext("local", null));
    assertThrows(
        IllegalArgumentException.class,
        () -> new JavaSparkContext(new SparkConf(false).set("tidemill.nosuch", "1")));
  }

  @Test
  void aStoppedContextRefusesJobsAndCanBeStoppedAgain() {
    assertFalse(context.sc().isStopped());
    context.stop();
    context.close();
    assertTrue(context.sc().isStopped());
    assertThrows(IllegalStateException.class, () -> context.parallelize(List.of(1, 2), 2).count());
  }

  @Test
  void contextsLiveSideBySide() {
    try (JavaSparkContext other = new JavaSparkContext("local[2]", "other")) {
      other.stop();
      assertEquals(2, context.parallelize(List.of(1, 2)).count());
    }
  }

  @Test
  void theLogLevelCanBeSet() {
    context.setLogLevel("error");
    try {
      assertEquals(Level.SEVERE, Logger.getLogger("").getLevel());
    } finally {
      context.setLogLevel("INFO");
    }
  }
}
