package dev.tidemill.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.StreamCheck;
import dev.tidemill.streaming.testkit.junit.Stepped;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelinesTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1));

  private static <V> Tuple2<String, V> pair(String key, V value) {
    return new Tuple2<>(key, value);
  }

  @Test
  void aVisitCountsForTheCampaignsThatTheVisitorSawNotLongAgo() {
    CHECK
        .inAnyOrder()
        .check(
            List.of(
                List.of("ann, spring", "ann, spring", "bob, spring", "ann, sale"),
                List.of("eve, sale")),
            List.of(
                List.of("eve, /too-early"),
                List.of("ann, /home", "ann, /shoes", "bob, /home", "tom, /home", ""),
                List.of("ann, /too-late", "eve, /home"),
                List.of()),
            (impressions, visits) ->
                ImpressionsAndVisits.pipeline(impressions, visits, Durations.seconds(2)),
            List.of(
                List.of(),
                List.of(pair("spring", 3), pair("sale", 2)),
                List.of(pair("sale", 1)),
                List.of()));
  }

  @Test
  void salesAreSummedByTheCategoryThatTheTableNames() {
    CHECK
        .inAnyOrder()
        .check(
            List.of(
                List.of("rye, 250", "wheat, 300", "bran, 90", "millstone, 99000"),
                List.of("rye, 1"),
                List.of()),
            sales ->
                SalesByCategory.pipeline(
                    sales,
                    SalesByCategory.table(
                        new JavaSparkContext(sales.context().sparkContext())
                            .parallelize(List.of("rye, flour", "wheat,flour", "bran, feed")))),
            List.of(
                List.of(pair("flour", 550L), pair("feed", 90L), pair("unknown", 99000L)),
                List.of(pair("flour", 1L)),
                List.of()));
  }

  private static final List<String> LOG =
      List.of("INFO open", "  ERROR jammed gate", "WARN low tide", "ERROR flood");
  private static final List<String> ERRORS = List.of("ERROR jammed gate", "ERROR flood");

  @Test
  void theRuleFindsErrorsInAStream() {
    CHECK.check(List.of(LOG, List.of()), ErrorLines::pipeline, List.of(ERRORS, List.of()));
  }

  @Test
  @Stepped
  void theSameRuleFindsErrorsInAFile(SteppedContext stepped) {
    assertEquals(
        ERRORS, ErrorLines.errors(stepped.context().sparkContext().parallelize(LOG, 3)).collect());
  }

  @Test
  void theMostFrequentWordsOfAWindowComeFirst() {
    CHECK.check(
        List.of(
            List.of("tide mill tide", "gate mill wheel"),
            List.of("wheel wheel"),
            List.of("gate"),
            List.of()),
        lines -> TopWords.pipeline(lines, Durations.seconds(2), 3),
        List.of(
            List.of(pair("mill", 2), pair("tide", 2), pair("gate", 1)),
            List.of(pair("wheel", 3), pair("mill", 2), pair("tide", 2)),
            List.of(pair("wheel", 2), pair("gate", 1)),
            List.of(pair("gate", 1))));
  }

  private static final List<List<String>> POSTS =
      List.of(
          List.of("#tide is in", "no tag, # neither", "#Tide and #mill,#mill: #tide!"),
          List.of("#wheel"),
          List.of(),
          List.of("#mill"),
          List.of(),
          List.of());

  @Test
  void hashtagsAreCountedOverAWindowAndGoWithIt() {
    CHECK
        .inAnyOrder()
        .check(
            POSTS,
            lines -> WindowedHashtags.counts(lines, Durations.seconds(4), Durations.seconds(2)),
            List.of(
                List.of(pair("#tide", 3), pair("#mill", 2), pair("#wheel", 1)),
                List.of(pair("#tide", 3), pair("#mill", 3), pair("#wheel", 1)),
                List.of(pair("#mill", 1))));
  }

  @Test
  void theMostFrequentHashtagsOfEachSlideComeFirst() {
    CHECK.check(
        POSTS,
        lines ->
            WindowedHashtags.counts(lines, Durations.seconds(4), Durations.seconds(2))
                .transform(
                    (counts, time) ->
                        new JavaSparkContext(counts.context())
                            .parallelize(WindowedHashtags.mostFrequent(counts, 2))),
        List.of(
            List.of(pair("#tide", 3), pair("#mill", 2)),
            List.of(pair("#mill", 3), pair("#tide", 3)),
            List.of(pair("#mill", 1))));
  }

  private static final List<List<String>> WORDS =
      List.of(List.of("tide mill", "tide"), List.of("mill wheel"), List.of());

  @Test
  void countsGoOnFromBatchToBatch() {
    CHECK
        .inAnyOrder()
        .check(
            WORDS,
            StatefulWordCount::changed,
            List.of(
                List.of(pair("tide", 2), pair("mill", 1)),
                List.of(pair("mill", 2), pair("wheel", 1)),
                List.of()));
    CHECK
        .inAnyOrder()
        .check(
            WORDS,
            StatefulWordCount::all,
            List.of(
                List.of(pair("tide", 2), pair("mill", 1)),
                List.of(pair("tide", 2), pair("mill", 2), pair("wheel", 1)),
                List.of(pair("tide", 2), pair("mill", 2), pair("wheel", 1))));
  }

  @Test
  void theMostFrequentWordsSoFarComeFirst() {
    CHECK.check(
        WORDS,
        lines ->
            StatefulWordCount.all(lines)
                .transform(
                    (counts, time) ->
                        new JavaSparkContext(counts.context())
                            .parallelize(RunningTop.top(counts, 2))),
        List.of(
            List.of(pair("tide", 2), pair("mill", 1)),
            List.of(pair("mill", 2), pair("tide", 2)),
            List.of(pair("mill", 2), pair("tide", 2))));
  }

  @Test
  void aSessionEndsWhenItsUserHasBeenQuiet() {
    CHECK.check(
        List.of(
            List.of("ann /", "bob /"), List.of("ann /mill"), List.of("?"), List.of(), List.of()),
        lines -> Sessions.ended(lines, Durations.seconds(2)),
        List.of(
            List.of(),
            List.of(),
            List.of(),
            List.of("bob saw 1 pages in the session of 1000 ms"),
            List.of("ann saw 2 pages in the session of 1000 ms")));
  }
}
