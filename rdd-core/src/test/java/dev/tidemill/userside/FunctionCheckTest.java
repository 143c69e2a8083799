package dev.tidemill.userside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Partitioner;
import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.broadcast.Broadcast;
import dev.tidemill.util.LongAccumulator;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A program with {@code tidemill.functions.check=serializable}; it is no part of the engine. */
class FunctionCheckTest {
  private final JavaSparkContext context =
      new JavaSparkContext(
          new SparkConf(false)
              .setMaster("local[2]")
              .setAppName("check")
              .set("tidemill.functions.check", "serializable"));
  private final JavaRDD<Integer> numbers = context.parallelize(List.of(1, 2, 3), 2);
  private final JavaPairRDD<Integer, Integer> pairs = numbers.mapToPair(n -> new Tuple2<>(n, n));

  @AfterEach
  void stop() {
    context.stop();
  }

  private static final class Meter {
    int read(int n) {
      return n;
    }
  }

  /** The refusal, from what is refused on; the line is that of the call. */
  private static String refusal(String begin, Executable call) {
    SparkException refused = assertThrows(SparkException.class, call);
    assertInstanceOf(NotSerializableException.class, refused.getCause());
    String pattern = "Task not serializable: " + begin + " at FunctionCheckTest\\.java:\\d+ ";
    String text = refused.getMessage();
    assertTrue(text.matches(pattern + ".*"), text);
    return text.replaceFirst(pattern, "");
  }

  @Test
  void thoseOfActionsInTheBackgroundAreRefusedAtTheirCall() {
    Meter meter = new Meter();
    refusal("the function of foreachAsync", () -> numbers.foreachAsync(meter::read));
    refusal(
        "the function of foreachPartitionAsync",
        () -> numbers.foreachPartitionAsync(records -> meter.read(records.next())));
  }

  @Test
  void functionsAreRefusedWhereTheyAreGiven() {
    Meter meter = new Meter();
    String captured = "captures a " + Meter.class.getName() + " (captured argument 1); let ";
    List.of(
            refusal("the function of map", () -> numbers.map(n -> meter.read(n))),
            refusal("the function of filter", () -> numbers.filter(n -> meter.read(n) > 1)),
            refusal(
                "the function of flatMap",
                () -> numbers.flatMap(n -> List.of(meter.read(n)).iterator())),
            refusal(
                "the function of mapToPair",
                () -> numbers.mapToPair(n -> new Tuple2<>(meter.read(n), n))),
            refusal(
                "the function of mapPartitions",
                () -> numbers.mapPartitions(all -> List.of(meter.read(1)).iterator())),
            refusal("the function of mapValues", () -> pairs.mapValues(n -> meter.read(n))),
            refusal(
                "the function of reduceByKey", () -> pairs.reduceByKey((a, b) -> meter.read(a))),
            refusal("the function of sortBy", () -> numbers.sortBy(n -> meter.read(n), true, 2)),
            refusal("the function of foreach", () -> numbers.foreach(n -> meter.read(n))),
            refusal("the function of reduce", () -> numbers.reduce((a, b) -> meter.read(a))))
        .forEach(text -> assertTrue(text.startsWith(captured), text));
  }

  @Test
  void comparatorsAndPartitionersAreCheckedToo() {
    assertEquals(
        "contains a lambda of java.util.Comparator; cast it to (Comparator & Serializable), or make it a"
            + " class that is Serializable.",
        refusal("the comparator of sortByKey", () -> pairs.sortByKey((a, b) -> b - a)));
    Meter meter = new Meter();
    class Metered extends Partitioner {
      @Override
      public int numPartitions() {
        return meter.read(2);
      }

      @Override
      public int getPartition(Object key) {
        return 0;
      }
    }
    String text = refusal("the partitioner of partitionBy", () -> pairs.partitionBy(new Metered()));
    assertTrue(text.startsWith("captures "), text);
  }

  @Test
  void describingASortRunsNoJob() {
    JavaRDD<Integer> failing =
        numbers.map(
            n -> {
              throw new IllegalStateException("ran");
            });
    failing.mapToPair(n -> new Tuple2<>(n, n)).sortByKey().mapValues(n -> n);
  }

  @Test
  void datasetsAndContextsHaveAWordOfTheirOwn() {
    String dataset =
        "a dataset (captured argument 1); functions run in tasks, which cannot use one: join the"
            + " two, or collect it and broadcast the result.";
    JavaRDD<Integer> other = numbers.map(n -> n);
    assertEquals(
        "captures " + dataset,
        refusal("the function of map", () -> numbers.map(n -> n + other.count())));
    JavaPairRDD<Integer, Integer> otherPairs = pairs;
    assertEquals(
        "captures " + dataset,
        refusal("the function of filter", () -> pairs.filter(p -> otherPairs.count() > 1)));
    JavaSparkContext used = context;
    assertEquals(
        "captures a context (captured argument 1); functions run in tasks, which cannot use it: make"
            + " datasets, broadcast values and accumulators before.",
        refusal("the function of map", () -> numbers.map(n -> used.emptyRDD().count())));
  }

  private static final class Program implements Serializable {
    private final JavaRDD<Integer> lines;

    Program(JavaRDD<Integer> lines) {
      this.lines = lines;
    }

    int twice(int n) {
      return n * 2;
    }

    JavaRDD<Integer> doubled() {
      return lines.map(n -> twice(n));
    }
  }

  @Test
  void aDatasetInAFieldThatAFunctionDoesNotUseIsNoFault() {
    assertEquals(List.of(2, 4, 6), new Program(numbers).doubled().collect());
  }

  @Test
  void whatIsSharedCanBeUsed() {
    LongAccumulator sum = context.sc().longAccumulator();
    Broadcast<Meter> meter = context.broadcast(new Meter());
    numbers.foreach(n -> sum.add(meter.value().read(n)));
    assertEquals(6, sum.value());
    LongAccumulator loose = new LongAccumulator();
    assertEquals(
        "captures a dev.tidemill.util.LongAccumulator (captured argument 1):"
            + " dev.tidemill.util.LongAccumulator is not registered, so nobody would see what tasks"
            + " add; register it by sc().register(accumulator, name).",
        refusal("the function of foreach", () -> numbers.foreach(n -> loose.add(n))));
    try (JavaSparkContext other = new JavaSparkContext("local", "other")) {
      LongAccumulator theirs = other.sc().longAccumulator();
      Broadcast<Integer> value = other.broadcast(1);
      String text = refusal("the function of foreach", () -> numbers.foreach(n -> theirs.add(n)));
      assertTrue(text.contains(" belongs to another context; "), text);
      text = refusal("the function of map", () -> numbers.map(n -> value.value()));
      assertTrue(text.contains("Broadcast(0) belongs to another context; "), text);
    }
  }

  @Test
  void withoutTheSettingAnythingGoes() {
    Meter meter = new Meter();
    Function<Integer, Integer> reading = n -> meter.read(n);
    try (JavaSparkContext free =
        new JavaSparkContext(new SparkConf(false).setMaster("local[2]").setAppName("free"))) {
      assertEquals(List.of(1, 2), free.parallelize(List.of(1, 2), 1).map(reading).collect());
    }
  }
}
