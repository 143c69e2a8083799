package dev.tidemill.streaming.operators;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.StreamCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operators over keys and values of a batch, in all ways. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PairsTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1));
  private static final List<List<Tuple2<String, Integer>>> PAIRS =
      List.of(
          List.of(pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4)),
          List.of(pair("a", 9)),
          List.of());

  private static <A, B> Tuple2<A, B> pair(A first, B second) {
    return new Tuple2<>(first, second);
  }

  private static <K, V> JavaPairDStream<K, V> pairs(JavaDStream<Tuple2<K, V>> stream) {
    return JavaPairDStream.fromJavaDStream(stream);
  }

  @Test
  void filterGetsPairs() {
    CHECK.check(
        PAIRS,
        stream -> pairs(stream).filter(pair -> pair._2 > 2),
        List.of(List.of(pair("a", 3), pair("c", 4)), List.of(pair("a", 9)), List.of()));
  }

  @Test
  void mapValuesLeavesTheKeys() {
    CHECK.check(
        List.of(List.of(pair("a", 1))),
        stream -> pairs(stream).mapValues(value -> "v" + value),
        List.of(List.of(pair("a", "v1"))));
  }

  @Test
  void mapOfAPairStreamGivesAStreamOfRecords() {
    CHECK.check(
        PAIRS,
        stream -> pairs(stream).map(pair -> pair._1),
        List.of(List.of("a", "b", "a", "c"), List.of("a"), List.of()));
  }

  @Test
  void unionHasThePairsOfBoth() {
    CHECK.check(
        List.of(List.of(pair("a", 1))),
        stream -> pairs(stream).union(pairs(stream)),
        List.of(List.of(pair("a", 1), pair("a", 1))));
  }

  @Test
  void reduceByKeyHasOneValueForEachKeyOfABatch() {
    List<List<Tuple2<String, Integer>>> sums =
        List.of(
            List.of(pair("a", 4), pair("b", 2), pair("c", 4)), List.of(pair("a", 9)), List.of());
    CHECK
        .inAnyOrder()
        .check(
            program -> {
              JavaPairDStream<String, Integer> stream = pairs(program.stream(PAIRS));
              program.expect(stream.reduceByKey(Integer::sum), sums);
              program.expect(stream.reduceByKey(Integer::sum, 5), sums);
              program.expect(stream.reduceByKey(Integer::sum, new HashPartitioner(3)), sums);
            });
  }

  @Test
  void reduceByKeyReducesInTheOrderOfTheRecords() {
    List<Tuple2<String, String>> letters =
        "abcdefghijklmnopqrstuvwxyz"
            .chars()
            .mapToObj(letter -> pair("key", Character.toString(letter)))
            .toList();
    CHECK.check(
        List.of(letters),
        stream -> pairs(stream).reduceByKey(String::concat),
        List.of(List.of(pair("key", "abcdefghijklmnopqrstuvwxyz"))));
  }
}
