package dev.tidemill.streaming.testkit;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaDStreamLike;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What the sweeps of faults run; always over the same words. */
enum SweptProgram {
  COUNTS(true, SweptProgram::counts),
  WINDOW(true, words -> counts(words).reduceByKeyAndWindow(Integer::sum, seconds(6), seconds(2))),
  WINDOW_OVER_WHAT_CANNOT_COME_AGAIN(
      false, words -> counts(words).reduceByKeyAndWindow(Integer::sum, seconds(4), seconds(1))),
  INVERSE_WINDOW(
      true,
      words ->
          counts(words)
              .mapValues(KeptB::new)
              .reduceByKeyAndWindow(KeptB::plus, KeptB::minus, seconds(5), seconds(1))),
  INVERSE_WINDOW_OVER_WHAT_CANNOT_COME_AGAIN(
      false, words -> words.countByValueAndWindow(seconds(3), seconds(1))),
  GROUPS(false, words -> ones(words).groupByKeyAndWindow(seconds(3)).mapValues(SweptProgram::sum)),
  SUMS(
      false,
      words ->
          counts(words)
              .updateStateByKey(
                  (List<Integer> counts, Optional<KeptB> sum) ->
                      counts.isEmpty() && sum.get().count() > 6
                          ? Optional.empty()
                          : Optional.of(
                              new KeptB(sum.orElse(new KeptB(0)).count() + sum(counts))))),
  SESSIONS(
      false,
      words ->
          ones(words)
              .mapWithState(StateSpec.function(SweptProgram::session).timeout(seconds(2)))
              .map(session -> session));

  private static String session(String word, Optional<Integer> one, State<List<Integer>> state) {
    if (state.isTimingOut()) {
      return word + " ended after " + state.get();
    }
    if (!state.exists()) {
      state.update(new ArrayList<>());
    }
    state.get().add(state.get().size()); // in place
    return word + state.get();
  }

  /** A value of the program's own, whose class is named in what is kept of it. */
  record KeptB(int count) {
    KeptB plus(KeptB other) {
      return new KeptB(count + other.count);
    }

    KeptB minus(KeptB other) {
      return new KeptB(count - other.count);
    }
  }

  /** Nobody makes one, unless one flipped bit of a name makes it out of the other class. */
  record KeptC(int count) {
    static volatile boolean wasMade;

    KeptC {
      wasMade = true;
    }
  }

  static final Duration INTERVAL = seconds(1);

  private final boolean replays;
  private final Function<JavaDStream<String>, JavaDStreamLike<?, ?, ?>> pipeline;

  SweptProgram(boolean replays, Function<JavaDStream<String>, JavaDStreamLike<?, ?, ?>> pipeline) {
    this.replays = replays;
    this.pipeline = pipeline;
  }

  /** Whether its input can give batches again that are over. */
  boolean replays() {
    return replays;
  }

  /**
   * Two outputs, over words that are fed once, for so many batches.
   *
   * @param segmentBytes so few that the journal is rolled now and then, or all the time
   */
  SteppedContext make(SteppedWorld world, int batches, int segmentBytes) {
    SparkConf conf =
        SteppedContext.settings()
            .set("tidemill.journal.segmentSize", segmentBytes + "b")
            .set("tidemill.codec.allow", SweptProgram.class.getPackageName() + ".");
    SteppedContext stepped = SteppedContext.in(world, conf, INTERVAL);
    TestInput<String> input = stepped.input();
    if (!input.isFed()) {
      for (List<String> batch : words(batches)) {
        input.addPartition(batch).endBatch();
      }
    }
    JavaDStreamLike<?, ?, ?> stream = pipeline.apply(input.stream());
    stepped.output(stream);
    stepped.output(stream.count());
    return stepped;
  }

  private static Duration seconds(long seconds) {
    return Durations.seconds(seconds);
  }

  private static JavaPairDStream<String, Integer> ones(JavaDStream<String> words) {
    return words.mapToPair(word -> new Tuple2<>(word, 1));
  }

  private static JavaPairDStream<String, Integer> counts(JavaDStream<String> words) {
    return ones(words).reduceByKey(Integer::sum);
  }

  private static int sum(Iterable<Integer> values) {
    int sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }

  private static List<List<String>> words(int batches) {
    Random random = new Random(7);
    List<List<String>> words = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      words.add(
          IntStream.range(0, random.nextInt(6)).mapToObj(n -> "w" + random.nextInt(5)).toList());
    }
    return words;
  }
}
