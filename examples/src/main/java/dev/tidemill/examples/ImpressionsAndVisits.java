package dev.tidemill.examples;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;

/**
 * Joins two streams: which campaigns lead to visits? A visit counts for every campaign of which the
 * visitor has seen an advertisement in the last 30 seconds.
 *
 * <p>Impressions are lines {@code visitor,campaign}, visits are lines {@code visitor,page}. Move
 * files with them into the two directories while this runs.
 */
public final class ImpressionsAndVisits {
  private ImpressionsAndVisits() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println(
          "Usage: ImpressionsAndVisits <directory of impressions> <directory of visits>");
      System.exit(2);
    }
    SparkConf conf =
        new SparkConf().setAppName("ImpressionsAndVisits").setIfMissing("spark.master", "local[*]");
    JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.seconds(2));

    pipeline(ssc.textFileStream(args[0]), ssc.textFileStream(args[1]), Durations.seconds(30))
        .print();

    ssc.start();
    ssc.awaitTermination();
  }

  /** The visits of each batch by campaign. */
  static JavaPairDStream<String, Integer> pipeline(
      JavaDStream<String> impressions, JavaDStream<String> visits, Duration remembered) {
    // One pair for each visitor and campaign, however often he saw it.
    JavaPairDStream<String, String> seen =
        keyed(impressions).window(remembered).transformToPair((pairs, time) -> pairs.distinct());
    return keyed(visits)
        .join(seen)
        .mapToPair(visit -> new Tuple2<>(visit._2._2, 1))
        .reduceByKey(Integer::sum);
  }

  private static JavaPairDStream<String, String> keyed(JavaDStream<String> lines) {
    return lines
        .filter(line -> line.contains(","))
        .mapToPair(
            line -> {
              String[] fields = line.split(",", 2);
              return new Tuple2<>(fields[0].trim(), fields[1].trim());
            });
  }
}
