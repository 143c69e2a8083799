package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.broadcast.Broadcast;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BroadcastTest extends DatasetTest {
  private final JavaRDD<String> words = context.parallelize(List.of("a", "b", "a"), 2);

  @Test
  void tasksReadTheValue() {
    Broadcast<Map<String, Integer>> weights = context.broadcast(Map.of("a", 10, "b", 1));
    assertEquals(List.of(10, 1, 10), words.map(word -> weights.value().get(word)).collect());
    assertTrue(weights.isValid());
    assertNull(context.broadcast(null).value());
  }

  @Test
  void broadcastsAreNumbered() {
    Broadcast<Integer> first = context.broadcast(1);
    Broadcast<Integer> second = context.broadcast(1);
    assertNotEquals(first.id(), second.id());
    assertEquals("Broadcast(" + first.id() + ")", first.toString());
  }

  @Test
  void unpersistLeavesTheValueUsable() {
    Broadcast<Integer> number = context.broadcast(5);
    number.unpersist();
    number.unpersist(true);
    assertEquals(5, number.value());
  }

  @Test
  void useAfterDestroyIsRefusedAndSaysWhereItWasDestroyed() {
    Broadcast<Integer> number = context.broadcast(5);
    number.destroy();
    assertFalse(number.isValid());
    String text = assertThrows(SparkException.class, number::value).getMessage();
    assertTrue(
        text.startsWith("Attempted to use " + number + " after it was destroyed (destroy"), text);
    assertThrows(SparkException.class, number::unpersist);
    assertThrows(SparkException.class, number::destroy);
    Throwable inTask =
        assertThrows(SparkException.class, () -> words.map(w -> number.value()).collect());
    assertEquals(text, inTask.getMessage());
  }

  @Test
  void datasetsAndStoppedContextsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> context.broadcast(words));
    assertThrows(IllegalArgumentException.class, () -> context.broadcast(words.rdd()));
    context.stop();
    assertThrows(IllegalStateException.class, () -> context.broadcast(1));
  }

  @Test
  void aContextCanBeMadeOfMasterNameAndSettings() {
    SparkConf conf =
        new SparkConf(false).setMaster("local[7]").set("spark.default.parallelism", "5");
    try (JavaSparkContext made = new JavaSparkContext("local[2]", "mine", conf)) {
      assertEquals("local[2]", made.master());
      assertEquals("mine", made.appName());
      assertEquals(5, made.defaultParallelism());
      assertEquals("local[7]", conf.get("spark.master"), "the settings given are not changed");
      assertSame(made.sc(), JavaSparkContext.toSparkContext(made));
    }
    assertThrows(IllegalArgumentException.class, () -> new JavaSparkContext("local", "mine", null));
    assertThrows(IllegalArgumentException.class, () -> new JavaSparkContext(null, "mine", conf));
    assertThrows(IllegalArgumentException.class, () -> new JavaSparkContext("local", "", conf));
    assertThrows(IllegalArgumentException.class, () -> JavaSparkContext.toSparkContext(null));
  }
}
