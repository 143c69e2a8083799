package dev.tidemill.streaming.operators;

import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.testkit.StreamCheck;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operators over the records of a batch, in all ways. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecordsTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1));

  private static <A, B> Tuple2<A, B> pair(A first, B second) {
    return new Tuple2<>(first, second);
  }

  @Test
  void mapChangesEachRecordOfEachBatch() {
    CHECK.check(
        List.of(List.of("a", "bb"), List.of("ccc"), List.of()),
        texts -> texts.map(String::length),
        List.of(List.of(1, 2), List.of(3), List.of()));
  }

  @Test
  void mapToPairMakesPairs() {
    CHECK.check(
        List.of(List.of("a", "bb")),
        texts -> texts.mapToPair(text -> pair(text, text.length())),
        List.of(List.of(pair("a", 1), pair("bb", 2))));
  }

  @Test
  void flatMapGivesAnyNumberOfRecords() {
    CHECK.check(
        List.of(List.of("a b", "", "c")),
        lines -> lines.flatMap(RecordsTest::words),
        List.of(List.of("a", "b", "c")));
  }

  private static Iterator<String> words(String line) {
    return line.isEmpty() ? Collections.emptyIterator() : List.of(line.split(" ")).iterator();
  }

  @Test
  void flatMapToPairGivesAnyNumberOfPairs() {
    CHECK.check(
        List.of(List.of("a", "b")),
        texts -> texts.flatMapToPair(text -> List.of(pair(text, 1), pair(text, 2)).iterator()),
        List.of(List.of(pair("a", 1), pair("a", 2), pair("b", 1), pair("b", 2))));
  }

  @Test
  void filterKeepsWhatTheFunctionAccepts() {
    CHECK.check(
        List.of(List.of(1, 2, 3, 4)),
        numbers -> numbers.filter(number -> number % 2 == 0),
        List.of(List.of(2, 4)));
  }

  @Test
  void aBatchOfNullRecordsIsABatch() {
    CHECK.check(
        List.of(List.of("a", "a")),
        texts -> texts.map(text -> (String) null),
        List.of(Collections.nCopies(2, null)));
  }

  @Test
  void unionHasTheRecordsOfBoth() {
    CHECK.check(
        List.of(List.of(1, 2), List.of(3)),
        List.of(List.of(4), List.of()),
        JavaDStream::union,
        List.of(List.of(1, 2, 4), List.of(3)));
  }
}
