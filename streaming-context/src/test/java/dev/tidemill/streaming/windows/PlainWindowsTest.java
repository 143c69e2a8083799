package dev.tidemill.streaming.windows;

import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.StreamCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The records of windows, in all ways. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlainWindowsTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1));
  private static final List<List<Integer>> NUMBERS =
      List.of(List.of(1), List.of(2), List.of(), List.of(4), List.of(5), List.of());

  @Test
  void aWindowHasTheRecordsOfItsBatchesAndGrowsAtTheStart() {
    CHECK.check(
        NUMBERS,
        numbers -> numbers.window(Durations.seconds(3)),
        List.of(
            List.of(1), List.of(1, 2), List.of(1, 2), List.of(2, 4), List.of(4, 5), List.of(4, 5)));
  }

  @Test
  void aSlideSaysHowOftenThereIsAWindow() {
    CHECK.check(
        NUMBERS,
        numbers -> numbers.window(Durations.seconds(3), Durations.seconds(2)),
        List.of(List.of(1, 2), List.of(2, 4), List.of(4, 5)));
  }

  @Test
  void pairsHaveWindowsToo() {
    CHECK.check(
        program -> {
          JavaDStream<Integer> numbers = program.stream(NUMBERS.subList(0, 2));
          JavaPairDStream<Integer, Integer> pairs = numbers.mapToPair(n -> new Tuple2<>(n, n));
          program.expect(
              pairs.window(Durations.seconds(2)).map(Tuple2::_1),
              List.of(List.of(1), List.of(1, 2)));
          program.expect(
              pairs.window(Durations.seconds(2), Durations.seconds(2)).map(Tuple2::_1),
              List.of(List.of(1, 2)));
        });
  }

  @Test
  void aWindowOfNoLengthIsEmpty() {
    CHECK.check(
        NUMBERS.subList(0, 2),
        numbers -> numbers.window(Durations.seconds(0)),
        List.of(List.of(), List.of()));
  }

  @Test
  void windowsOfWindowsHaveRecordsOfBoth() {
    CHECK.check(
        NUMBERS.subList(0, 4),
        numbers ->
            numbers.window(Durations.seconds(2)).window(Durations.seconds(4), Durations.seconds(4)),
        List.of(List.of(1, 1, 2, 2, 4)));
  }
}
