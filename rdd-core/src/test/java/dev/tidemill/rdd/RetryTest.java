package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.TaskContext;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.util.LongAccumulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that are tried again. */
class RetryTest extends DatasetTest {
  private final JavaRDD<Integer> numbers =
      context.parallelize(IntStream.range(0, 12).boxed().toList(), 4);
  private final Shared<Map<Integer, AtomicInteger>> attempts =
      new Shared<>(new ConcurrentHashMap<>());

  RetryTest() {
    super("local[2,3]");
  }

  /** Fails for each record that it meets less often than that. */
  private int failingBefore(int attempt, int n) {
    int met = attempts.it().computeIfAbsent(n, key -> new AtomicInteger()).incrementAndGet();
    if (met < attempt) {
      throw new IllegalStateException("attempt " + met + " of " + n);
    }
    return n;
  }

  @Test
  void aTaskThatFailsIsTriedAgainUntilItSucceeds() {
    JavaRDD<Integer> third = numbers.map(n -> n % 3 == 0 ? failingBefore(3, n) : n);
    assertEquals(IntStream.range(0, 12).boxed().toList(), third.collect());
    attempts.it().values().forEach(met -> assertEquals(3, met.get()));
  }

  @Test
  void theLastFailureIsTheCauseAndTheMessageTellsHowOftenItWasTried() {
    SparkException failure =
        assertThrows(SparkException.class, () -> numbers.map(n -> failingBefore(4, n)).count());
    assertEquals("attempt 3 of", failure.getCause().getMessage().substring(0, 12));
    assertTrue(failure.getMessage().contains("failed 3 times, most recently it threw"));
  }

  @Test
  void everyAttemptKnowsItsNumber() {
    List<Integer> seen =
        context
            .parallelize(List.of(1), 1)
            .map(
                n -> {
                  int attempt = TaskContext.get().attemptNumber();
                  failingBefore(3, n);
                  return attempt;
                })
            .collect();
    assertEquals(List.of(2), seen);
  }

  @Test
  void whatAFailedAttemptHasAddedDoesNotCount() {
    LongAccumulator sum = context.sc().longAccumulator("sum");
    numbers.foreach(
        n -> {
          sum.add(1);
          failingBefore(2, n / 3 * 3 + 2);
        });
    assertEquals(12, sum.value());
  }

  @Test
  void aTaskBehindAnExchangeGetsItsRecordsAgain() {
    Map<Integer, List<Integer>> groups =
        numbers
            .mapToPair(n -> new Tuple2<>(n % 2, new ArrayList<>(List.of(n))))
            .reduceByKey(
                (a, b) -> {
                  a.addAll(b); // an attempt must not see what another one has changed
                  return a;
                },
                2)
            .mapToPair(
                pair -> {
                  pair._2.add(-1);
                  failingBefore(3, pair._1);
                  return new Tuple2<Integer, List<Integer>>(pair._1, pair._2);
                })
            .collectAsMap();
    assertEquals(List.of(0, 2, 4, 6, 8, 10, -1), groups.get(0));
    assertEquals(List.of(1, 3, 5, 7, 9, 11, -1), groups.get(1));
  }

  @Test
  void aFileIsWrittenOnceByTheAttemptThatSucceeds(@TempDir Path directory) throws IOException {
    Path out = directory.resolve("out");
    numbers.map(n -> failingBefore(2, n / 3 * 3)).saveAsTextFile(out.toString());
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    assertEquals(List.of("0", "0", "0", "3", "3", "3", "6", "6", "6", "9", "9", "9"), lines);
  }

  @Test
  void withoutTheSettingATaskIsTriedOnce() {
    SparkConf once = conf().setMaster("local[2]").setAppName("test");
    try (JavaSparkContext single = new JavaSparkContext(once)) {
      JavaRDD<Integer> failing = single.parallelize(List.of(1), 1).map(n -> failingBefore(2, n));
      String message = assertThrows(SparkException.class, failing::count).getMessage();
      assertFalse(message.contains("times"), message);
      assertEquals(1, failing.count());
    }
  }
}
