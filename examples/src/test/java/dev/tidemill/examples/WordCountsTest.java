package dev.tidemill.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.testkit.SteppedContext;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordCountsTest {
  private static JavaDStream<String> lines(SteppedContext stepped, List<List<String>> batches) {
    Queue<JavaRDD<String>> queue = new ArrayDeque<>();
    batches.forEach(batch -> queue.add(stepped.context().sparkContext().parallelize(batch, 2)));
    return stepped.context().queueStream(queue);
  }

  private static Map<String, Integer> asMap(List<Tuple2<String, Integer>> counts) {
    return counts.stream().collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
  }

  @Test
  void networkWordCountCountsTheWordsOfEachBatch() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      List<List<Tuple2<String, Integer>>> batches =
          stepped.collect(
              NetworkWordCount.wordCounts(
                  lines(stepped, List.of(List.of("in out in", "out in"), List.of("Tide tide")))));
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
                  lines(stepped, List.of(List.of("The tide, the mill.", "", "MILL: été!")))));
      stepped.start();
      stepped.step();
      assertEquals(Map.of("the", 2, "tide", 1, "mill", 2, "été", 1), asMap(batches.get(0)));
    }
  }
}
