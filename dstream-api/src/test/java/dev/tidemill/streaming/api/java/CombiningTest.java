package dev.tidemill.streaming.api.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.dstream.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** groupByKey, combineByKey, flatMapValues, mapPartitionsToPair: batch by batch. */
class CombiningTest {
  private final Streams streams = new Streams();
  private final JavaPairDStream<String, Integer> pairs =
      streams.pairs(List.of(pair("a", 1), pair("a", 2), pair("b", 3), pair("a", 4)), List.of());

  @AfterEach
  void stop() {
    streams.close();
  }

  private static <A, B> Tuple2<A, B> pair(A first, B second) {
    return new Tuple2<>(first, second);
  }

  private static <V> Map<String, V> map(List<Tuple2<String, V>> pairs) {
    return pairs.stream().collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
  }

  private static List<Integer> list(Iterable<Integer> values) {
    List<Integer> list = new ArrayList<>();
    values.forEach(list::add);
    return list;
  }

  @Test
  void groupByKeyHasTheValuesOfEachKeyInTheirOrder() throws Exception {
    List<List<List<Tuple2<String, List<Integer>>>>> seen = new ArrayList<>();
    for (JavaPairDStream<String, Iterable<Integer>> groups :
        List.of(
            pairs.groupByKey(), pairs.groupByKey(3), pairs.groupByKey(new HashPartitioner(1)))) {
      seen.add(streams.collect(groups.mapValues(CombiningTest::list)));
    }
    streams.run(2);
    for (List<List<Tuple2<String, List<Integer>>>> batches : seen) {
      assertEquals(Map.of("a", List.of(1, 2, 4), "b", List.of(3)), map(batches.get(0)));
      assertEquals(List.of(), batches.get(1));
    }
  }

  @Test
  void combineByKeyCombinesBeforePairsAreMovedUnlessToldNotTo() throws Exception {
    AtomicInteger merges = new AtomicInteger();
    Function2<String, String, String> mergeCombiners =
        (a, b) -> {
          merges.incrementAndGet();
          return a + "+" + b;
        };
    Function<Integer, String> create = value -> "c" + value;
    Function2<String, Integer, String> merge = (text, value) -> text + "," + value;
    Partitioner two = new HashPartitioner(2);
    List<List<Tuple2<String, String>>> before =
        streams.collect(pairs.combineByKey(create, merge, mergeCombiners, two));
    List<List<Tuple2<String, String>>> alsoBefore =
        streams.collect(pairs.combineByKey(create, merge, mergeCombiners, two, true));
    List<List<Tuple2<String, String>>> after =
        streams.collect(pairs.combineByKey(create, merge, mergeCombiners, two, false));
    streams.run(1);
    Map<String, String> expected = Map.of("a", "c1,2+c4", "b", "c3");
    assertEquals(expected, map(before.get(0)));
    assertEquals(expected, map(alsoBefore.get(0)));
    assertEquals(Map.of("a", "c1,2,4", "b", "c3"), map(after.get(0)));
    assertEquals(2, merges.get(), "one for each of the first two");
  }

  @Test
  void flatMapValuesGivesAnyNumberOfValuesOfAKey() throws Exception {
    List<List<Tuple2<String, Integer>>> seen =
        streams.collect(
            pairs.flatMapValues(
                n -> (n % 2 == 0 ? List.of(n, -n) : List.<Integer>of()).iterator()));
    streams.run(1);
    assertEquals(List.of(List.of(pair("a", 2), pair("a", -2), pair("a", 4), pair("a", -4))), seen);
  }

  @Test
  void mapPartitionsToPairIsCalledOnceForEachPartition() throws Exception {
    List<List<Tuple2<String, Integer>>> seen =
        streams.collect(
            streams
                .of(List.of(1, 2, 3, 4))
                .mapPartitionsToPair(
                    numbers -> {
                      int first = numbers.next();
                      int size = 1;
                      for (; numbers.hasNext(); numbers.next()) {
                        size++;
                      }
                      return List.of(pair("from " + first, size)).iterator();
                    }));
    streams.run(1);
    assertEquals(List.of(List.of(pair("from 1", 2), pair("from 3", 2))), seen);
  }

  @Test
  void aNullInThePlaceOfAPairIsNamed() {
    streams.collect(pairs.mapToPair(p -> (Tuple2<String, Integer>) null).mapValues(v -> v));
    Throwable failed = assertThrows(Exception.class, () -> streams.run(1));
    assertTrue(String.valueOf(failed.getCause()).contains("mapValues got null"), failed::toString);
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    Function<Integer, Integer> none = null;
    Function2<Integer, Integer, Integer> noMerge = null;
    Partitioner two = new HashPartitioner(2);
    needsAFunction("flatMapValues", () -> pairs.flatMapValues(null));
    needsAFunction("mapPartitionsToPair", () -> pairs.mapPartitionsToPair(null));
    needsAFunction("reduce", () -> pairs.reduce(null));
    needsAFunction("combineByKey", () -> pairs.combineByKey(none, Integer::sum, Integer::sum, two));
    needsAFunction("combineByKey", () -> pairs.combineByKey(v -> v, noMerge, Integer::sum, two));
    needsAFunction("combineByKey", () -> pairs.combineByKey(v -> v, Integer::sum, noMerge, two));
    refused(
        "combineByKey: partitioner is null.",
        () -> pairs.combineByKey(v -> v, Integer::sum, Integer::sum, null));
    refused("groupByKey: numPartitions is 0", () -> pairs.groupByKey(0));
    refused("groupByKey: partitioner is null.", () -> pairs.groupByKey((Partitioner) null));
    refused("repartition: numPartitions is 0", () -> pairs.repartition(0));
    refused("repartition: numPartitions is -1", () -> pairs.toJavaDStream().repartition(-1));
    refused("countByValue: numPartitions is 0", () -> pairs.countByValue(0));
  }

  private static void needsAFunction(String operator, Executable call) {
    String message = assertThrows(NullPointerException.class, call).getMessage();
    assertEquals(operator + " needs a function; it is null.", message);
  }

  private static void refused(String message, Executable call) {
    String said = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(said.startsWith(message), said);
  }
}
