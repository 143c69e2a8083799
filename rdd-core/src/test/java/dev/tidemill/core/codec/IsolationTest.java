package dev.tidemill.core.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Option;
import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaSparkContext;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class IsolationTest {
  private static final class Plain {
    private final String name = "n";
    private final int number = 1;

    @Override
    public String toString() {
      return name + number;
    }
  }

  private static final class WithThread {
    final Thread thread = Thread.currentThread();
    int count;
  }

  record OfText(String text, int number, LocalDate day) {}

  record OfAny(Object any, BigInteger number) {}

  private static JavaSparkContext context(String trust) {
    return new JavaSparkContext(
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("isolation")
            .set("tidemill.trustFunctions", trust));
  }

  @Test
  void whatNeverChangesIsKnown() {
    for (Object value :
        List.of(
            "text",
            1,
            1.5,
            BigInteger.ONE,
            LocalDate.EPOCH,
            TimeUnit.DAYS,
            new Plain(),
            new OfText("a", 1, LocalDate.EPOCH),
            new OfAny("a", BigInteger.ONE),
            new OfAny(List.of(1, new OfAny(null, null)), null),
            new Tuple2<>("a", new Tuple2<>(1, null)),
            List.of(1, List.of("a")),
            Map.of("a", 1),
            Optional.of(1),
            Option.apply("x"),
            Samples.Colour.GREEN)) {
      assertTrue(Immutability.of(value), value.toString());
    }
    assertTrue(Immutability.of(null));
    assertTrue(Immutability.always(OfText.class));
    assertFalse(Immutability.always(OfAny.class));
  }

  @Test
  void whatMayChangeIsKnown() {
    for (Object value :
        List.of(
            new ArrayList<>(),
            new int[0],
            new Date(),
            new StringBuilder(),
            new OfAny(new ArrayList<>(), null),
            new OfAny(null, new BigInteger("1") {}),
            new Tuple2<>("a", new int[1]),
            List.of(new Date()),
            Map.of(1, new Date()),
            Optional.of(new Date()),
            Collections.unmodifiableList(new ArrayList<>()),
            new Samples.Order(1))) {
      assertFalse(Immutability.of(value), value.toString());
    }
  }

  @Test
  void aFunctionThatChangesItsArgumentsGivesTheSameInEveryJob() {
    List<Integer> given = new ArrayList<>(List.of(1));
    List<List<Integer>> records = new ArrayList<>(List.of(given, new ArrayList<>(List.of(2))));
    try (JavaSparkContext context = context("false")) {
      var grown =
          context
              .parallelize(records, 2)
              .map(
                  list -> {
                    list.add(9);
                    return list;
                  });
      assertEquals(List.of(List.of(1, 9), List.of(2, 9)), grown.collect());
      assertEquals(List.of(List.of(1, 9), List.of(2, 9)), grown.collect());
      assertEquals(List.of(1), given);
    }
  }

  @Test
  void valuesOfPairsAreCopiedToo() {
    try (JavaSparkContext context = context("false")) {
      var pairs =
          context.parallelizePairs(
              List.of(new Tuple2<>("a", new int[] {1}), new Tuple2<>("a", new int[] {2})), 1);
      for (int job = 0; job < 2; job++) {
        var sums =
            pairs.reduceByKey(
                (a, b) -> {
                  a[0] += b[0];
                  return a;
                });
        assertEquals(3, sums.collect().get(0)._2[0]);
      }
    }
  }

  @Test
  void trustedFunctionsGetTheRecordsThemselves() {
    List<Integer> record = new ArrayList<>(List.of(1));
    try (JavaSparkContext context = context("true")) {
      assertSame(record, context.parallelize(List.of(record)).collect().get(0));
    }
    try (JavaSparkContext context = context("false")) {
      List<Integer> copy = context.parallelize(List.of(record)).collect().get(0);
      assertEquals(record, copy);
      assertNotSame(record, copy);
    }
  }

  @Test
  void whatNeverChangesIsNotCopied() {
    List<Object> records =
        Arrays.asList(
            new String("text"),
            new OfText("a", 1, null),
            null,
            new Tuple2<>("a", 1000),
            List.of(1, 2),
            new Plain());
    try (JavaSparkContext context = context("false")) {
      var dataset = context.parallelize(records, 2);
      for (int job = 0; job < 3; job++) {
        List<Object> collected = dataset.collect();
        for (int i = 0; i < records.size(); i++) {
          assertSame(records.get(i), collected.get(i));
        }
      }
    }
  }

  @Test
  void aMutableRecordAmongConstantOnesIsFoundInEveryJob() {
    List<Object> records = List.of("a", new HashMap<>(Map.of(1, 1)), "b");
    try (JavaSparkContext context = context("false")) {
      var dataset = context.parallelize(records, 1);
      dataset.take(1);
      for (int job = 0; job < 3; job++) {
        assertNotSame(records.get(1), dataset.collect().get(1));
      }
    }
  }

  @Test
  void whatCannotBeEncodedIsSharedWithOneWarning() {
    List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            warnings.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger log = Logger.getLogger(Isolation.class.getName());
    log.addHandler(handler);
    try (JavaSparkContext context = context("false")) {
      WithThread record = new WithThread();
      var dataset = context.parallelize(List.of(record, new WithThread(), new WithThread()), 2);
      assertSame(record, dataset.collect().get(0));
      assertSame(record, dataset.collect().get(0));
      Object inPair = context.parallelize(List.of(new Tuple2<>(1, record))).collect().get(0)._2;
      assertSame(record, inPair);
    } finally {
      log.removeHandler(handler);
    }
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(
        warnings.get(0).startsWith("Records with a java.lang.Thread are given"), warnings.get(0));
    assertTrue(warnings.get(0).contains("WithThread.thread"), warnings.get(0));
    assertTrue(warnings.get(0).contains("tidemill.trustFunctions=true"), warnings.get(0));
  }
}
