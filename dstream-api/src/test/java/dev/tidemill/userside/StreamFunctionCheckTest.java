package dev.tidemill.userside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.dstream.Streams;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A program with {@code tidemill.functions.check=serializable}; it is no part of the engine. */
class StreamFunctionCheckTest {
  private final Streams streams =
      new Streams(new SparkConf(false).set("tidemill.functions.check", "serializable"));
  private final JavaDStream<Integer> numbers = streams.of(List.of(1, 2), List.of(3));
  private final JavaPairDStream<Integer, Integer> pairs =
      numbers.mapToPair(n -> new Tuple2<>(n, n));

  @AfterEach
  void close() {
    streams.close();
  }

  private static final class Meter {
    int read(int n) {
      return n;
    }
  }

  private static String refusal(String operator, Executable call) {
    String text = assertThrows(SparkException.class, call).getMessage();
    String begin =
        "Task not serializable: the function of "
            + operator
            + " at StreamFunctionCheckTest\\.java:\\d+ captures a ";
    assertTrue(text.matches(begin + ".*"), text);
    return text.replaceFirst(begin, "");
  }

  @Test
  void functionsAreRefusedWhereTheyAreGiven() {
    Meter meter = new Meter();
    List.of(
            refusal("map", () -> numbers.map(n -> meter.read(n))),
            refusal("filter", () -> numbers.filter(n -> meter.read(n) > 1)),
            refusal("flatMap", () -> numbers.flatMap(n -> List.of(meter.read(n)).iterator())),
            refusal(
                "mapPartitions",
                () -> numbers.mapPartitions(all -> List.of(meter.read(1)).iterator())),
            refusal("mapValues", () -> pairs.mapValues(n -> meter.read(n))),
            refusal("reduceByKey", () -> pairs.reduceByKey((a, b) -> meter.read(a))),
            refusal(
                "reduceByKeyAndWindow",
                () -> pairs.reduceByKeyAndWindow((a, b) -> meter.read(a), Durations.seconds(2))),
            refusal(
                "reduceByKeyAndWindow",
                () ->
                    pairs.reduceByKeyAndWindow(
                        Integer::sum,
                        (a, b) -> meter.read(a),
                        Durations.seconds(2),
                        Durations.seconds(1))))
        .forEach(text -> assertTrue(text.startsWith(Meter.class.getName()), text));
  }

  @Test
  void streamsAndTheirContextsHaveAWordOfTheirOwn() {
    JavaDStream<Integer> other = numbers;
    String text = refusal("map", () -> numbers.map(n -> n + other.hashCode()));
    assertEquals(
        "stream (captured argument 1); functions run in tasks, which cannot use one: join the"
            + " streams, or use transform.",
        text);
    StreamingContext context = streams.context();
    text = refusal("map", () -> numbers.map(n -> n + context.hashCode()));
    assertTrue(text.startsWith("streaming context (captured argument 1); "), text);
  }

  @Test
  void functionsThatRunOnTheDriverMayUseAnything() throws Exception {
    Meter meter = new Meter();
    List<Integer> seen = new ArrayList<>();
    numbers
        .transform(rdd -> meter.read(1) == 1 ? rdd.union(rdd) : rdd)
        .foreachRDD(rdd -> rdd.collect().forEach(n -> seen.add(meter.read(n))));
    streams.run(1);
    assertEquals(List.of(1, 2, 1, 2), seen);
  }

  @Test
  void datasetsMadeInThemAreChecked() throws Exception {
    Meter meter = new Meter();
    numbers.transform(rdd -> rdd.map(n -> meter.read(n))).foreachRDD(rdd -> rdd.count());
    String text = assertThrows(SparkException.class, () -> streams.run(1)).getMessage();
    assertTrue(text.contains("the function of map at StreamFunctionCheckTest.java:"), text);
  }
}
