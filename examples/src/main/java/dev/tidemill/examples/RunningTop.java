package dev.tidemill.examples;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.List;

/**
 * The most frequent words since the program began, of all files that appear in a directory; 100 of
 * them unless told otherwise. Printed when they have changed.
 */
public final class RunningTop {
  private RunningTop() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      System.err.println("Usage: RunningTop <directory> [how many]");
      System.exit(2);
    }
    int howMany = args.length < 2 ? 100 : Integer.parseInt(args[1]);
    SparkConf conf =
        new SparkConf().setAppName("RunningTop").setIfMissing("spark.master", "local[*]");
    JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.seconds(1));

    List<?>[] printed = {List.of()};
    StatefulWordCount.all(ssc.textFileStream(args[0]))
        .foreachRDD(
            (counts, time) -> {
              List<Tuple2<String, Integer>> top = top(counts, howMany);
              if (!top.equals(printed[0])) {
                printed[0] = top;
                System.out.println("At " + time + ":");
                top.forEach(word -> System.out.println("  " + word._1 + " " + word._2));
              }
            });

    ssc.start();
    ssc.awaitTermination();
  }

  /** That many words at most, the most frequent one first. */
  static List<Tuple2<String, Integer>> top(JavaPairRDD<String, Integer> counts, int howMany) {
    return counts.takeOrdered(howMany, new MostFrequentFirst());
  }
}
