package dev.tidemill.userside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.HashPartitioner;
import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program reads of its own failures. */
class FailedTaskTest {
  private static JavaSparkContext on(String engine) {
    return new JavaSparkContext(
        new SparkConf(false).setMaster("local").setAppName("fails").set("tidemill.engine", engine));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "reference"})
  void theOperatorAndTheLineAreNamedOnBothEngines(String engine) {
    try (JavaSparkContext context = on(engine)) {
      JavaRDD<Integer> failing =
          context.parallelize(List.of(1), 1).map(n -> n).filter(n -> Division.of(n) > 0);
      assertEquals(
          "Job aborted due to stage failure: filter in the task of partition 0 threw"
              + " java.lang.ArithmeticException: / by zero at Division.java:9",
          assertThrows(SparkException.class, failing::count).getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "reference"})
  void anActionInTheBackgroundFailsAsThatWhichWaits(String engine) {
    try (JavaSparkContext context = on(engine)) {
      JavaRDD<Integer> failing = context.parallelize(List.of(1), 1).map(Division::of);
      String message = assertThrows(SparkException.class, failing::count).getMessage();
      for (Future<?> action :
          List.of(failing.countAsync(), failing.collectAsync(), failing.takeAsync(1))) {
        ExecutionException failure = assertThrows(ExecutionException.class, action::get);
        assertInstanceOf(SparkException.class, failure.getCause());
        assertEquals(message, failure.getCause().getMessage());
      }
      SparkException early =
          assertThrows(SparkException.class, () -> failing.countApprox(Long.MAX_VALUE));
      assertEquals(message, early.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "reference"})
  void ofExchangesThatRunTogetherTheOneThatFailsIsNamed(String engine) {
    try (JavaSparkContext context = on(engine)) {
      JavaPairRDD<Integer, Integer> none = context.emptyRDD().mapToPair(n -> new Tuple2<>(0, 0));
      JavaPairRDD<Integer, Integer> sound = pairs(context, 1, 2, 3);
      JavaPairRDD<Integer, Integer> failing =
          pairs(context, 2, 3, 0, 4).filter(pair -> pair._1 == 0).mapValues(Division::of);
      JavaPairRDD<Integer, Integer> all =
          context.union(moved(none), moved(sound), moved(failing), moved(sound));
      assertEquals(
          "Job aborted due to stage failure: mapValues in the task of partition 2 threw"
              + " java.lang.ArithmeticException: / by zero at Division.java:9",
          assertThrows(SparkException.class, all::count).getMessage());
    }
  }

  /** Each in a partition of its own. */
  private static JavaPairRDD<Integer, Integer> pairs(JavaSparkContext context, Integer... values) {
    return context
        .parallelize(List.of(values), values.length)
        .mapToPair(value -> new Tuple2<>(value, value));
  }

  private static JavaPairRDD<Integer, Integer> moved(JavaPairRDD<Integer, Integer> pairs) {
    return pairs.partitionBy(new HashPartitioner(2));
  }

  @Test
  void whatCannotTravelWithATaskIsNamedWithTheWayToIt() {
    try (JavaSparkContext context = on("reference")) {
      Thread thread = Thread.currentThread();
      List<Object> some = List.of(1, thread);
      JavaRDD<Integer> failing = context.parallelize(List.of(1), 1).map(n -> some.size());
      assertEquals(
          "Task not serializable: a task of count captures a"
              + " java.util.ImmutableCollections$List12 (captured argument 1), whose element '[1]'"
              + " is a java.lang.Thread; create it inside the function (mapPartitions), or broadcast"
              + " the data it is needed for.",
          assertThrows(SparkException.class, failing::count)
              .getMessage()
              .replace(thread.getClass().getName(), "java.lang.Thread"));
    }
  }
}
