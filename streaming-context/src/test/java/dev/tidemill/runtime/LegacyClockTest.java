package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import dev.tidemill.util.ManualClock;
import dev.tidemill.util.SystemClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way in that tests of the legacy engine take: a clock by its class name, then by a cast. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LegacyClockTest {
  private final SparkConf conf = new SparkConf(false).setMaster("local[2]").setAppName("clock");

  private JavaStreamingContext with(String clock) {
    return new JavaStreamingContext(conf.set("spark.streaming.clock", clock), new Duration(1000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.tidemill.util.ManualClock",
        "dev.tidemill.streaming.util.ManualClock",
        "org.apache.spark.util.ManualClock",
        "org.apache.spark.streaming.util.ManualClock"
      })
  void batchesFollowAClockThatTheTestMoves(String name) {
    List<List<Integer>> outputs = Collections.synchronizedList(new ArrayList<>());
    try (JavaStreamingContext ssc = with(name)) {
      JavaDStream<Integer> numbers =
          ssc.queueStream(
              new LinkedList<>(
                  List.of(
                      ssc.sparkContext().parallelize(List.of(1, 2)),
                      ssc.sparkContext().parallelize(List.of(3)))));
      numbers.map(n -> n * 10).foreachRDD(rdd -> outputs.add(rdd.collect()));
      ssc.start();
      ManualClock clock = (ManualClock) ssc.ssc().scheduler().clock();
      assertEquals(0, clock.getTimeMillis());
      clock.advance(1000);
      Await.until("the first batch", () -> outputs.size() == 1);
      clock.advance(2000);
      Await.until("two more", () -> outputs.size() == 3);
    }
    assertEquals(List.of(List.of(10, 20), List.of(30), List.of()), outputs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev.tidemill.util.SystemClock", "org.apache.spark.util.SystemClock"})
  void theMachinesClockCanBeNamedToo(String name) {
    try (JavaStreamingContext ssc = with(name)) {
      assertInstanceOf(SystemClock.class, ssc.ssc().scheduler().clock());
    }
  }

  @Test
  void withoutTheSettingItIsTheMachinesClock() {
    try (JavaStreamingContext ssc = new JavaStreamingContext(conf, new Duration(1000))) {
      assertInstanceOf(SystemClock.class, ssc.ssc().scheduler().clock());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.example.util.ManualClock", "ManualClock", "java.lang.String"})
  void anotherClassIsRefusedWithTheNamesToUse(String name) {
    Throwable refused = assertThrows(IllegalArgumentException.class, () -> with(name).close());
    assertEquals(
        "spark.streaming.clock is \""
            + name
            + "\"; use dev.tidemill.util.SystemClock (the default) or, in tests,"
            + " dev.tidemill.util.ManualClock.",
        refused.getMessage());
  }

  @Test
  void aRefusedClockLeavesTheContextOfTheDatasetsToItsOwner() {
    conf.set("spark.streaming.clock", "java.lang.String");
    try (JavaSparkContext sparkContext = new JavaSparkContext(conf)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new JavaStreamingContext(sparkContext, new Duration(1000)).close());
      assertEquals(1, sparkContext.parallelize(List.of(1)).count());
    }
  }
}
