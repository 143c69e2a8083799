package dev.tidemill.examples;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.api.java.JavaReceiverInputDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Counts the words that a server sends, batch by batch.
 *
 * <p>Start a server first ({@code nc -lk 9999}), then this with {@code localhost 9999}, and type.
 */
public final class NetworkWordCount {
  private static final Pattern SPACE = Pattern.compile(" ");

  private NetworkWordCount() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println("Usage: NetworkWordCount <hostname> <port>");
      System.exit(2);
    }
    SparkConf conf =
        new SparkConf().setAppName("NetworkWordCount").setIfMissing("spark.master", "local[*]");
    JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.seconds(1));

    JavaReceiverInputDStream<String> lines =
        ssc.socketTextStream(args[0], Integer.parseInt(args[1]));
    wordCounts(lines).print();

    ssc.start();
    ssc.awaitTermination();
  }

  static JavaPairDStream<String, Integer> wordCounts(JavaDStream<String> lines) {
    JavaDStream<String> words = lines.flatMap(line -> Arrays.asList(SPACE.split(line)).iterator());
    return words.mapToPair(word -> new Tuple2<>(word, 1)).reduceByKey((a, b) -> a + b);
  }
}
