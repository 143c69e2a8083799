package dev.tidemill.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.testkit.SteppedContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelinesTest {
  private final SteppedContext stepped = SteppedContext.every(Durations.seconds(1));

  @AfterEach
  void close() {
    stepped.close();
  }

  private void run(int batches) {
    stepped.start();
    stepped.step(batches);
  }

  private static <V> Map<String, V> map(List<Tuple2<String, V>> pairs) {
    return pairs.stream().collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
  }

  @Test
  void aVisitCountsForTheCampaignsThatTheVisitorSawNotLongAgo() {
    List<List<Tuple2<String, Integer>>> visits =
        stepped.collect(
            ImpressionsAndVisits.pipeline(
                Batches.lines(
                    stepped,
                    List.of(
                        List.of("ann, spring", "ann, spring", "bob, spring", "ann, sale"),
                        List.of("eve, sale"))),
                Batches.lines(
                    stepped,
                    List.of(
                        List.of("eve, /too-early"),
                        List.of("ann, /home", "ann, /shoes", "bob, /home", "tom, /home", ""),
                        List.of("ann, /too-late", "eve, /home"))),
                Durations.seconds(2)));
    run(4);
    assertEquals(Map.of(), map(visits.get(0)));
    assertEquals(Map.of("spring", 3, "sale", 2), map(visits.get(1)));
    assertEquals(Map.of("sale", 1), map(visits.get(2)));
    assertEquals(Map.of(), map(visits.get(3)));
  }

  @Test
  void salesAreSummedByTheCategoryThatTheTableNames() {
    JavaPairRDD<String, String> table =
        SalesByCategory.table(
            stepped
                .context()
                .sparkContext()
                .parallelize(List.of("rye, flour", "wheat,flour", "bran, feed")));
    List<List<Tuple2<String, Long>>> sales =
        stepped.collect(
            SalesByCategory.pipeline(
                Batches.lines(
                    stepped,
                    List.of(
                        List.of("rye, 250", "wheat, 300", "bran, 90", "millstone, 99000"),
                        List.of("rye, 1"))),
                table));
    run(3);
    assertEquals(Map.of("flour", 550L, "feed", 90L, "unknown", 99000L), map(sales.get(0)));
    assertEquals(Map.of("flour", 1L), map(sales.get(1)));
    assertEquals(Map.of(), map(sales.get(2)));
  }

  @Test
  void theSameRuleFindsErrorsInAFileAndInAStream() {
    List<String> log = List.of("INFO open", "  ERROR jammed gate", "WARN low tide", "ERROR flood");
    List<String> errors = List.of("ERROR jammed gate", "ERROR flood");
    List<List<String>> batches =
        stepped.collect(ErrorLines.pipeline(Batches.lines(stepped, List.of(log, List.of()))));
    run(2);
    assertEquals(List.of(errors, List.of()), batches);
    assertEquals(
        errors, ErrorLines.errors(stepped.context().sparkContext().parallelize(log, 3)).collect());
  }

  @Test
  void theMostFrequentWordsOfAWindowComeFirst() {
    List<List<Tuple2<String, Integer>>> top =
        stepped.collect(
            TopWords.pipeline(
                Batches.lines(
                    stepped,
                    List.of(
                        List.of("tide mill tide", "gate mill wheel"),
                        List.of("wheel wheel"),
                        List.of("gate"))),
                Durations.seconds(2),
                3));
    run(4);
    assertEquals(List.of(pair("mill", 2), pair("tide", 2), pair("gate", 1)), top.get(0));
    assertEquals(List.of(pair("wheel", 3), pair("mill", 2), pair("tide", 2)), top.get(1));
    assertEquals(List.of(pair("wheel", 2), pair("gate", 1)), top.get(2));
    assertEquals(List.of(pair("gate", 1)), top.get(3));
  }

  private static Tuple2<String, Integer> pair(String word, int count) {
    return new Tuple2<>(word, count);
  }
}
