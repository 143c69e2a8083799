package dev.tidemill.acceptance;

import dev.tidemill.HashPartitioner;
import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that is killed and started again: the lines of files, as they are, how often each first
 * word occurred in a window and since the beginning, and how many lines of each ten by number came
 * until there was a pause, as directories of text. Ends well when it is asked to (SIGTERM).
 *
 * <p>Arguments: the directory of the input, the prefix of the outputs, the checkpoint directory,
 * the batch interval in milliseconds.
 */
final class KilledProgram {
  /** Intervals in a window. */
  static final int WINDOW = 10;

  /** Intervals of a pause. */
  static final int PAUSE = 4;

  private KilledProgram() {}

  public static void main(String[] arguments) throws Exception {
    JavaStreamingContext context =
        JavaStreamingContext.getOrCreate(
            arguments[2],
            () -> program(arguments[0], arguments[1], new Duration(Long.parseLong(arguments[3]))));
    System.out.println("made");
    context.start();
    System.out.println("started");
    context.ssc().restoreReport().ifPresent(System.out::println);
    context.awaitTermination();
  }

  private static JavaStreamingContext program(String input, String output, Duration interval) {
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("killed")
            .set("spark.streaming.stopGracefullyOnShutdown", "true")
            .set("spark.streaming.gracefulStopTimeout", "60s")
            .set("spark.hadoop.dfs.replication", "1")
            .set("tidemill.journal.segmentSize", "20k");
    JavaStreamingContext context = new JavaStreamingContext(conf, interval);
    JavaDStream<String> lines = context.textFileStream(input);
    lines.dstream().saveAsTextFiles(output + "/lines", "");
    lines
        .mapToPair(line -> new Tuple2<>(line.substring(0, line.indexOf(' ')), 1L))
        .reduceByKeyAndWindow(
            Long::sum, (all, left) -> all - left, interval.times(WINDOW), interval)
        .filter(pair -> pair._2 != 0)
        .dstream()
        .saveAsTextFiles(output + "/window", "");
    lines
        .mapToPair(line -> new Tuple2<>(line.substring(0, line.indexOf(' ')), 1L))
        .<Long>updateStateByKey(
            (ones, sum) -> Optional.of(sum.orElse(0L) + ones.size()), new HashPartitioner(2))
        .dstream()
        .saveAsTextFiles(output + "/sums", "");
    lines
        .mapToPair(
            line -> new Tuple2<>(line.substring(line.indexOf(' ') + 1).replaceAll(".$", "_"), 1L))
        .mapWithState(
            StateSpec.function(KilledProgram::group)
                .timeout(interval.times(PAUSE))
                .numPartitions(2))
        .dstream()
        .saveAsTextFiles(output + "/groups", "");
    return context;
  }

  /** Counts in place, and says how many there were when a pause ends the group. */
  private static Optional<Tuple2<String, Integer>> group(
      Time batch, String ten, Optional<Long> one, State<List<Long>> state) {
    if (state.isTimingOut()) {
      return Optional.of(new Tuple2<>(ten, state.get().size()));
    }
    if (!state.exists()) {
      state.update(new ArrayList<>());
    }
    state.get().add(one.get());
    return Optional.empty();
  }
}
