package dev.tidemill.examples;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaMapWithStateDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How often each word has come since the program first began, in what a server sends: with every
 * batch the words whose counts have changed ({@code mapWithState}), or all of them ({@code
 * updateStateByKey}). With a checkpoint directory the counts go on after a restart.
 *
 * <p>Start a server first ({@code nc -lk 9999}), then this with {@code localhost 9999}, and type.
 */
public final class StatefulWordCount {
  private static final Pattern SPACE = Pattern.compile(" ");

  private StatefulWordCount() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 2 || (args.length > 2 && !List.of("changed", "all").contains(args[2]))) {
      System.err.println(
          "Usage: StatefulWordCount <hostname> <port> [changed|all] [checkpoint directory]");
      System.exit(2);
    }
    JavaStreamingContext ssc =
        args.length < 4
            ? program(args)
            : JavaStreamingContext.getOrCreate(args[3], () -> program(args));
    ssc.start();
    ssc.awaitTermination();
  }

  private static JavaStreamingContext program(String[] args) {
    SparkConf conf =
        new SparkConf().setAppName("StatefulWordCount").setIfMissing("spark.master", "local[*]");
    JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.seconds(1));
    JavaDStream<String> lines = ssc.socketTextStream(args[0], Integer.parseInt(args[1]));
    if (args.length > 2 && args[2].equals("all")) {
      all(lines).print();
    } else {
      changed(lines).print();
    }
    return ssc;
  }

  private static JavaPairDStream<String, Integer> ones(JavaDStream<String> lines) {
    return lines
        .flatMap(line -> Arrays.asList(SPACE.split(line)).iterator())
        .mapToPair(word -> new Tuple2<>(word, 1));
  }

  /** The counts of words that have come in the batch. Looks at no other word. */
  static JavaMapWithStateDStream<String, Integer, Integer, Tuple2<String, Integer>> changed(
      JavaDStream<String> lines) {
    return ones(lines)
        .reduceByKey(Integer::sum)
        .mapWithState(StateSpec.function(StatefulWordCount::count))
        .name("counts");
  }

  private static Tuple2<String, Integer> count(
      String word, Optional<Integer> more, State<Integer> state) {
    int count = (state.exists() ? state.get() : 0) + more.orElse(0);
    state.update(count);
    return new Tuple2<>(word, count);
  }

  /** The counts of all words so far. */
  static JavaPairDStream<String, Integer> all(JavaDStream<String> lines) {
    return ones(lines)
        .updateStateByKey(
            (List<Integer> ones, Optional<Integer> before) ->
                Optional.of(before.orElse(0) + ones.size()))
        .name("all counts");
  }
}
