package dev.tidemill.examples;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The most frequent hashtags of the last minute, every 2 seconds, in what a server sends. Tags that
 * come are added and tags that go are taken away, so a long window costs no more than a short one.
 *
 * <p>Start a server first ({@code nc -lk 9999}), then this with {@code localhost 9999}, and type.
 */
public final class WindowedHashtags {
  private static final Pattern TAG = Pattern.compile("#[\\p{L}\\p{N}_]+");

  private WindowedHashtags() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println("Usage: WindowedHashtags <hostname> <port> [how many]");
      System.exit(2);
    }
    int howMany = args.length < 3 ? 10 : Integer.parseInt(args[2]);
    SparkConf conf =
        new SparkConf().setAppName("WindowedHashtags").setIfMissing("spark.master", "local[*]");
    JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.seconds(1));

    JavaDStream<String> lines = ssc.socketTextStream(args[0], Integer.parseInt(args[1]));
    counts(lines, Durations.minutes(1), Durations.seconds(2))
        .foreachRDD(
            (counts, time) -> {
              System.out.println("At " + time + ":");
              mostFrequent(counts, howMany)
                  .forEach(tag -> System.out.println("  " + tag._1 + " " + tag._2));
            });

    ssc.start();
    ssc.awaitTermination();
  }

  /** How often each tag came within the window; a tag that did not come has no count. */
  static JavaPairDStream<String, Integer> counts(
      JavaDStream<String> lines, Duration window, Duration slide) {
    return lines
        .flatMap(line -> TAG.matcher(line).results().map(tag -> tag.group()).iterator())
        .mapToPair(tag -> new Tuple2<>(tag.toLowerCase(Locale.ROOT), 1))
        .reduceByKeyAndWindow(
            Integer::sum,
            (all, left) -> all - left,
            window,
            slide,
            2, // partitions
            count -> count._2 > 0);
  }

  /** That many tags at most, the most frequent one first. */
  static List<Tuple2<String, Integer>> mostFrequent(
      JavaPairRDD<String, Integer> counts, int howMany) {
    return counts.takeOrdered(howMany, new MostFrequentFirst());
  }
}
