package dev.tidemill.streaming.api.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDDLike;
import dev.tidemill.dstream.Streams;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** slice and compute: the datasets of a stream at any time (semantics section 4). */
class SliceTest {
  private final Streams streams = new Streams();
  private final List<Time> calls = new ArrayList<>();
  private final JavaDStream<Integer> numbers =
      streams
          .of(List.of(1), List.of(2), List.of(3), List.of(4), List.of(5), List.of(6), List.of(7))
          .transform(
              (rdd, time) -> {
                calls.add(time);
                return rdd;
              });

  @AfterEach
  void stop() {
    streams.close();
  }

  private static Time at(double seconds) {
    return new Time((long) (seconds * 1000));
  }

  private static <T> List<List<T>> records(List<? extends JavaRDDLike<T, ?>> datasets) {
    List<List<T>> records = new ArrayList<>();
    datasets.forEach(dataset -> records.add(dataset.collect()));
    return records;
  }

  @Test
  void bothEndsAreIncludedAndRoundedDown() throws Exception {
    JavaDStream<Integer> everySecond = numbers.window(new Duration(1000), new Duration(2000));
    streams.collect(everySecond);
    streams.run(6);
    assertEquals(
        List.of(List.of(2), List.of(3), List.of(4)), records(numbers.slice(at(2.9), at(4.5))));
    assertEquals(List.of(List.of(2), List.of(4)), records(everySecond.slice(at(3.9), at(5.9))));
    assertEquals(List.of(List.of(1)), records(numbers.slice(at(-5), at(1))), "after the start");
    assertEquals(List.of(), numbers.slice(at(5), at(4)));
  }

  @Test
  void whatIsRememberedIsNotMadeAgain() throws Exception {
    streams.collect(numbers);
    streams.run(2);
    assertSame(numbers.slice(at(1), at(1)).get(0).rdd(), numbers.compute(at(1)).rdd());
    assertEquals(List.of(at(1), at(2)), calls);
  }

  @Test
  void whatIsForgottenOrStillToComeIsMadeNow() throws Exception {
    streams.collect(numbers);
    streams.run(3);
    streams.graph().forget(at(3));
    assertEquals(List.of(List.of(2)), records(numbers.slice(at(2), at(2))));
    assertEquals(List.of(7), numbers.compute(at(7)).collect());
    assertEquals(List.of(at(1), at(2), at(3), at(2), at(7)), calls);
  }

  @Test
  void pairsAreSlicedAndComputedToo() throws Exception {
    JavaPairDStream<Integer, Integer> pairs = numbers.mapToPair(n -> new Tuple2<>(n, -n));
    streams.collect(pairs);
    streams.run(2);
    assertEquals(
        List.of(List.of(new Tuple2<>(1, -1)), List.of(new Tuple2<>(2, -2))),
        records(pairs.slice(at(1), at(2))));
    assertEquals(List.of(new Tuple2<>(2, -2)), pairs.compute(at(2)).collect());
    assertNull(pairs.compute(at(0)));
  }

  @Test
  void aTimeWithoutADatasetGivesNull() throws Exception {
    JavaDStream<Integer> sparse = streams.<Integer>of(null, List.of(2)).map(n -> n);
    streams.collect(sparse);
    streams.run(2);
    assertNull(sparse.compute(at(1)));
    assertEquals(List.of(2), sparse.compute(at(2)).collect());
    assertNull(sparse.compute(at(1.5)), "not of the grid");
    assertEquals(List.of(List.of(2)), records(sparse.slice(at(1), at(2))));
  }

  @Test
  void theStreamBehindGivesOptions() throws Exception {
    streams.collect(numbers);
    streams.run(1);
    assertSame(
        numbers.compute(at(1)).rdd(), numbers.dstream().compute(at(1)).get(), "the same object");
    assertEquals(false, numbers.dstream().compute(at(0)).isDefined());
  }

  @Test
  void beforeTheStartThereIsNothingToGive() {
    for (Runnable call :
        List.<Runnable>of(() -> numbers.slice(at(1), at(2)), () -> numbers.compute(at(1)))) {
      assertEquals(
          "'transform' has not been initialized; call start() first.",
          assertThrows(SparkException.class, call::run).getMessage());
    }
  }

  @Test
  void nullsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> numbers.slice(null, at(1)));
    assertThrows(IllegalArgumentException.class, () -> numbers.slice(at(1), null));
    assertThrows(IllegalArgumentException.class, () -> numbers.compute(null));
  }
}
