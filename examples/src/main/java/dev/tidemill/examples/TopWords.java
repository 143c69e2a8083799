package dev.tidemill.examples;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The most frequent words of the last 20 seconds, every 2 seconds: what streams have no operator
 * for, sorting here, is done by {@code transform} with those of datasets.
 *
 * <p>Start this with a directory, then move text files into it.
 */
public final class TopWords {
  private TopWords() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      System.err.println("Usage: TopWords <directory> [how many]");
      System.exit(2);
    }
    int howMany = args.length < 2 ? 10 : Integer.parseInt(args[1]);
    SparkConf conf =
        new SparkConf().setAppName("TopWords").setIfMissing("spark.master", "local[*]");
    JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.seconds(2));

    pipeline(ssc.textFileStream(args[0]), Durations.seconds(20), howMany).print(howMany);

    ssc.start();
    ssc.awaitTermination();
  }

  /** That many words at most, the most frequent one first; equally frequent ones by alphabet. */
  static JavaDStream<Tuple2<String, Integer>> pipeline(
      JavaDStream<String> lines, Duration window, int howMany) {
    return DirectoryWordCount.wordCounts(lines)
        .reduceByKeyAndWindow(Integer::sum, window)
        .toJavaDStream()
        .transform(
            (counts, time) ->
                counts
                    .mapToPair(count -> new Tuple2<>(count, ""))
                    .sortByKey(new MostFrequentFirst(), true, 1)
                    .keys()
                    .mapPartitions(sorted -> first(howMany, sorted)));
  }

  private static <T> Iterator<T> first(int howMany, Iterator<T> records) {
    List<T> first = new ArrayList<>(howMany);
    while (first.size() < howMany && records.hasNext()) {
      first.add(records.next());
    }
    return first.iterator();
  }
}
