package dev.tidemill.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.testkit.SteppedContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordCountsTest {
  private static Map<String, Integer> asMap(List<Tuple2<String, Integer>> counts) {
    return counts.stream().collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
  }

  @Test
  void networkWordCountCountsTheWordsOfEachBatch() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      List<List<Tuple2<String, Integer>>> batches =
          stepped.collect(
              NetworkWordCount.wordCounts(
                  Batches.lines(
                      stepped, List.of(List.of("in out in", "out in"), List.of("Tide tide")))));
      stepped.start();
      stepped.step(3);
      assertEquals(Map.of("in", 3, "out", 2), asMap(batches.get(0)));
      assertEquals(Map.of("Tide", 1, "tide", 1), asMap(batches.get(1)));
      assertEquals(Map.of(), asMap(batches.get(2)));
    }
  }

  @Test
  void directoryWordCountCountsWordsInSmallLettersWithoutPunctuation() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      List<List<Tuple2<String, Integer>>> batches =
          stepped.collect(
              DirectoryWordCount.wordCounts(
                  Batches.lines(
                      stepped, List.of(List.of("The tide, the mill.", "", "MILL: été!")))));
      stepped.start();
      stepped.step();
      assertEquals(Map.of("the", 2, "tide", 1, "mill", 2, "été", 1), asMap(batches.get(0)));
    }
  }
}
