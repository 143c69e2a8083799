package dev.tidemill.acceptance;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;

/**
 * A program that is killed and started again: the lines of files, as they are, and how often each
 * first word occurred in a window, as directories of text. Ends well when it is asked to (SIGTERM).
 *
 * <p>Arguments: the directory of the input, the prefix of the outputs, the checkpoint directory,
 * the batch interval in milliseconds.
 */
final class KilledProgram {
  /** Intervals in a window. */
  static final int WINDOW = 10;

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
    return context;
  }
}
