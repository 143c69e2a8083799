package dev.tidemill.examples;

import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.testkit.StreamCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordCountsTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1)).inAnyOrder();

  private static Tuple2<String, Integer> count(String word, int count) {
    return new Tuple2<>(word, count);
  }

  @Test
  void networkWordCountCountsTheWordsOfEachBatch() {
    CHECK.check(
        List.of(List.of("in out in", "out in"), List.of("Tide tide"), List.of()),
        NetworkWordCount::wordCounts,
        List.of(
            List.of(count("in", 3), count("out", 2)),
            List.of(count("Tide", 1), count("tide", 1)),
            List.of()));
  }

  @Test
  void directoryWordCountCountsWordsInSmallLettersWithoutPunctuation() {
    CHECK.check(
        List.of(List.of("The tide, the mill.", "", "MILL: été!")),
        DirectoryWordCount::wordCounts,
        List.of(List.of(count("the", 2), count("tide", 1), count("mill", 2), count("été", 1))));
  }
}
