package dev.tidemill.streaming.api.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.dstream.Streams;
import dev.tidemill.streaming.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams joined with streams, batch by batch: semantics section 4. */
@ParameterizedClass
@ValueSource(strings = {"local", "reference"})
class JoinsTest {
  private final Streams streams;
  private final JavaPairDStream<String, Integer> left;
  private final JavaPairDStream<String, String> right;

  JoinsTest(String engine) {
    this.streams = Streams.on(engine);
    this.left =
        streams.pairs(List.of(pair("a", 1), pair("b", 2), pair("a", 3)), List.of(pair("c", 4)));
    this.right = streams.pairs(List.of(pair("a", "x"), pair("d", "y")), List.of(pair("a", "late")));
  }

  @AfterEach
  void stop() {
    streams.close();
  }

  private static <A, B> Tuple2<A, B> pair(A first, B second) {
    return new Tuple2<>(first, second);
  }

  private static <A> Optional<A> none() {
    return Optional.empty();
  }

  /** Runs two batches; all of the streams must have these pairs in them, in any order. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  private <R> void have(List<Set<Tuple2<String, R>>> expected, JavaPairDStream<String, R>... joined)
      throws Exception {
    List<List<List<Tuple2<String, R>>>> seen = new ArrayList<>();
    for (JavaPairDStream<String, R> stream : joined) {
      seen.add(streams.collect(stream));
    }
    streams.run(2);
    for (List<List<Tuple2<String, R>>> batches : seen) {
      assertEquals(expected, batches.stream().<Set<Tuple2<String, R>>>map(HashSet::new).toList());
      assertEquals(
          expected.stream().map(Set::size).toList(), batches.stream().map(List::size).toList());
    }
  }

  @Test
  void joinHasEveryPairOfValuesOfAKeyThatBothBatchesHave() throws Exception {
    have(
        List.of(Set.of(pair("a", pair(1, "x")), pair("a", pair(3, "x"))), Set.of()),
        left.join(right),
        left.join(right, 3),
        left.join(right, new HashPartitioner(4)));
  }

  @Test
  void leftOuterJoinKeepsTheKeysOfTheLeft() throws Exception {
    have(
        List.of(
            Set.of(
                pair("a", pair(1, Optional.of("x"))),
                pair("a", pair(3, Optional.of("x"))),
                pair("b", pair(2, none()))),
            Set.of(pair("c", pair(4, none())))),
        left.leftOuterJoin(right),
        left.leftOuterJoin(right, 3),
        left.leftOuterJoin(right, new HashPartitioner(4)));
  }

  @Test
  void rightOuterJoinKeepsTheKeysOfTheRight() throws Exception {
    have(
        List.of(
            Set.of(
                pair("a", pair(Optional.of(1), "x")),
                pair("a", pair(Optional.of(3), "x")),
                pair("d", pair(none(), "y"))),
            Set.of(pair("a", pair(none(), "late")))),
        left.rightOuterJoin(right),
        left.rightOuterJoin(right, 3),
        left.rightOuterJoin(right, new HashPartitioner(4)));
  }

  @Test
  void fullOuterJoinKeepsTheKeysOfBoth() throws Exception {
    have(
        List.of(
            Set.of(
                pair("a", pair(Optional.of(1), Optional.of("x"))),
                pair("a", pair(Optional.of(3), Optional.of("x"))),
                pair("b", pair(Optional.of(2), none())),
                pair("d", pair(none(), Optional.of("y")))),
            Set.of(
                pair("c", pair(Optional.of(4), none())),
                pair("a", pair(none(), Optional.of("late"))))),
        left.fullOuterJoin(right),
        left.fullOuterJoin(right, 3),
        left.fullOuterJoin(right, new HashPartitioner(4)));
  }

  @Test
  void cogroupHasTheValuesOfBothForEachKey() throws Exception {
    have(
        List.of(
            Set.of(
                pair("a", pair(List.of(1, 3), List.of("x"))),
                pair("b", pair(List.of(2), List.of())),
                pair("d", pair(List.of(), List.of("y")))),
            Set.of(
                pair("c", pair(List.of(4), List.of())),
                pair("a", pair(List.of(), List.of("late"))))),
        lists(left.cogroup(right)),
        lists(left.cogroup(right, 3)),
        lists(left.cogroup(right, new HashPartitioner(4))));
  }

  private static <V, W> JavaPairDStream<String, Tuple2<List<V>, List<W>>> lists(
      JavaPairDStream<String, Tuple2<Iterable<V>, Iterable<W>>> groups) {
    return groups.mapValues(both -> pair(list(both._1), list(both._2)));
  }

  private static <A> List<A> list(Iterable<A> values) {
    List<A> list = new ArrayList<>();
    values.forEach(list::add);
    return list;
  }

  @Test
  void aJoinNeedsADatasetOfBoth() {
    JavaPairDStream<String, Integer> silent = streams.pairs((List<Tuple2<String, Integer>>) null);
    streams.collect(left.join(silent));
    SparkException failed = assertThrows(SparkException.class, () -> streams.run(1));
    assertEquals(
        "Couldn't generate RDD from parent at time 1000 ms: 'lists' has none.",
        failed.getMessage());
  }

  @Test
  void streamsOfDifferentSlidesAreRefused() {
    JavaPairDStream<String, String> slow = right.window(new Duration(2000), new Duration(2000));
    String message =
        assertThrows(IllegalArgumentException.class, () -> left.join(slow)).getMessage();
    assertEquals(
        "Some of the DStreams have different slide durations: 'lists' has 1000 ms, 'window' has"
            + " 2000 ms; join needs equal ones, window one of them to the other's slide.",
        message);
    for (Executable call :
        List.<Executable>of(
            () -> left.cogroup(slow),
            () -> left.leftOuterJoin(slow),
            () -> left.rightOuterJoin(slow),
            () -> left.fullOuterJoin(slow),
            () -> right.union(slow),
            () -> left.transformWith(slow, (l, r, time) -> l.map(pair -> 1)))) {
      assertThrows(IllegalArgumentException.class, call);
    }
  }

  @Test
  void aStreamOfAnotherContextIsRefused() {
    try (Streams other = new Streams()) {
      JavaPairDStream<String, Integer> theirs = other.pairs(List.of(pair("a", 1)));
      for (Executable call :
          List.<Executable>of(
              () -> left.join(theirs),
              () -> left.cogroup(theirs),
              () -> left.transformWith(theirs, (l, r, time) -> l.map(pair -> 1)))) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains("belongs to another StreamingContext"), message);
      }
    }
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    Partitioner none = null;
    refused("join: other is null.", () -> left.join((JavaPairDStream<String, Integer>) null));
    refused("join: partitioner is null.", () -> left.join(right, none));
    refused("join: numPartitions is 0; use 1 to 100000.", () -> left.join(right, 0));
    refused("leftOuterJoin: numPartitions is 0", () -> left.leftOuterJoin(right, 0));
    refused("leftOuterJoin: partitioner is null.", () -> left.leftOuterJoin(right, none));
    refused("rightOuterJoin: numPartitions is 0", () -> left.rightOuterJoin(right, 0));
    refused("rightOuterJoin: partitioner is null.", () -> left.rightOuterJoin(right, none));
    refused("fullOuterJoin: numPartitions is 0", () -> left.fullOuterJoin(right, 0));
    refused("fullOuterJoin: partitioner is null.", () -> left.fullOuterJoin(right, none));
    refused("cogroup: numPartitions is 0", () -> left.cogroup(right, 0));
    refused("cogroup: partitioner is null.", () -> left.cogroup(right, none));
  }

  private static void refused(String message, Executable call) {
    String said = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(said.startsWith(message), said);
  }
}
