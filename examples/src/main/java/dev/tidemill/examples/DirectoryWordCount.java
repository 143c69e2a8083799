package dev.tidemill.examples;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Counts the words of the files that appear in a directory, batch by batch.
 *
 * <p>Start this with a directory, then move text files into it ({@code mv}, from the same disk).
 */
public final class DirectoryWordCount {
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

  private DirectoryWordCount() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      System.err.println("Usage: DirectoryWordCount <directory>");
      System.exit(2);
    }
    SparkConf conf =
        new SparkConf().setAppName("DirectoryWordCount").setIfMissing("spark.master", "local[*]");
    JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.seconds(1));

    wordCounts(ssc.textFileStream(args[0])).print();

    ssc.start();
    ssc.awaitTermination();
  }

  /** The words of each batch, in small letters, with how often each occurs. */
  static JavaPairDStream<String, Integer> wordCounts(JavaDStream<String> lines) {
    return words(lines).mapToPair(word -> new Tuple2<>(word, 1)).reduceByKey(Integer::sum);
  }

  static JavaDStream<String> words(JavaDStream<String> lines) {
    return lines
        .map(line -> line.toLowerCase(Locale.ROOT))
        .flatMap(line -> Arrays.asList(NO_LETTERS.split(line)).iterator())
        .filter(word -> !word.isEmpty());
  }
}
