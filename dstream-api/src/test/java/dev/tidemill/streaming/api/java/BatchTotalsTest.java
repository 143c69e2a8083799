package dev.tidemill.streaming.api.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.dstream.Streams;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** count, countByValue, reduce and glom: semantics section 4. */
@ParameterizedClass
@ValueSource(strings = {"local", "reference"})
class BatchTotalsTest {
  private final Streams streams;

  BatchTotalsTest(String engine) {
    this.streams = Streams.on(engine);
  }

  @AfterEach
  void stop() {
    streams.close();
  }

  private static <A, B> Tuple2<A, B> pair(A first, B second) {
    return new Tuple2<>(first, second);
  }

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  @Test
  void countGivesOneNumberForEachBatchAlsoForAnEmptyOne() throws Exception {
    List<List<Long>> counts =
        streams.collect(streams.of(numbers(7), List.of(), numbers(1)).count());
    streams.run(3);
    assertEquals(List.of(List.of(7L), List.of(0L), List.of(1L)), counts);
  }

  @Test
  void countHasAsManyPartitionsAsTheDefaultParallelism() throws Exception {
    List<List<List<Long>>> counts = streams.collectPartitions(streams.of(numbers(3)).count());
    streams.run(1);
    assertEquals(2, streams.sparkContext().defaultParallelism());
    assertEquals(List.of(List.of(List.of(3L), List.of())), counts);
  }

  @Test
  void countOfPairsAndOfNulls() throws Exception {
    List<List<Long>> pairs = streams.collect(streams.pairs(List.of(pair("a", 1))).count());
    List<List<Long>> nulls = streams.collect(streams.of(numbers(2)).map(n -> null).count());
    streams.run(1);
    assertEquals(List.of(List.of(1L)), pairs);
    assertEquals(List.of(List.of(2L)), nulls);
  }

  @Test
  void countNeedsADataset() {
    streams.collect(streams.<Integer>of((List<Integer>) null).count());
    SparkException failed = assertThrows(SparkException.class, () -> streams.run(1));
    assertEquals(
        "Couldn't generate RDD from parent at time 1000 ms: 'lists' has none.",
        failed.getMessage());
  }

  @Test
  void reduceGivesOneRecordInOnePartitionInTheOrderOfTheRecords() throws Exception {
    JavaDStream<String> all =
        streams.of(List.of("a", "b", "c", "d", "e"), List.of("f")).reduce(String::concat);
    List<List<List<String>>> seen = streams.collectPartitions(all);
    streams.run(2);
    assertEquals(List.of(List.of(List.of("abcde")), List.of(List.of("f"))), seen);
  }

  @Test
  void reduceOfAnEmptyBatchIsAnEmptyDataset() throws Exception {
    JavaDStream<Integer> numbers = streams.<Integer>of(List.of());
    List<List<List<Integer>>> seen = streams.collectPartitions(numbers.reduce(Integer::sum));
    streams.run(1);
    assertEquals(List.of(List.of(List.of())), seen);
  }

  @Test
  void reduceTakesNullsForRecords() throws Exception {
    JavaDStream<String> texts = streams.of(Arrays.asList("a", "b")).map(s -> (String) null);
    List<List<String>> seen = streams.collect(texts.reduce((a, b) -> a + b));
    List<List<String>> single =
        streams.collect(streams.of(List.of("a")).map(s -> (String) null).reduce((a, b) -> a + b));
    streams.run(1);
    assertEquals(List.of(List.of("nullnull")), seen);
    assertEquals(List.of(Arrays.asList((String) null)), single);
  }

  @Test
  void reduceOfAStreamWithoutADatasetHasNone() throws Exception {
    List<List<Integer>> seen =
        streams.collect(streams.<Integer>of(null, List.of(1, 2)).reduce(Integer::sum));
    streams.run(2);
    assertEquals(List.of(List.of(3)), seen);
  }

  @Test
  void countByValueCountsEachRecord() throws Exception {
    JavaDStream<String> letters = streams.of(List.of("a", "b", "a", "a"), List.of());
    List<List<List<Tuple2<String, Long>>>> byDefault =
        streams.collectPartitions(letters.countByValue());
    List<List<List<Tuple2<String, Long>>>> inFive =
        streams.collectPartitions(letters.countByValue(5));
    streams.run(2);
    for (List<List<List<Tuple2<String, Long>>>> counts : List.of(byDefault, inFive)) {
      assertEquals(Set.of(pair("a", 3L), pair("b", 1L)), together(counts.get(0)));
      assertEquals(Set.of(), together(counts.get(1)));
    }
    assertEquals(2, byDefault.get(0).size());
    assertEquals(5, inFive.get(0).size());
  }

  private static <T> Set<T> together(List<List<T>> partitions) {
    Set<T> all = new HashSet<>();
    partitions.forEach(all::addAll);
    return all;
  }

  @Test
  void glomGivesAListForEachPartitionAlsoForAnEmptyOne() throws Exception {
    List<List<List<Integer>>> seen =
        streams.collect(streams.of(List.of(1, 2, 3), List.of()).glom());
    List<List<List<Tuple2<String, Integer>>>> pairs =
        streams.collect(streams.pairs(List.of(pair("a", 1))).glom());
    streams.run(2);
    assertEquals(List.of(List.of(List.of(1), List.of(2, 3)), List.of(List.of(), List.of())), seen);
    assertEquals(List.of(List.of(), List.of(pair("a", 1))), pairs.get(0));
  }
}
