package dev.tidemill.examples;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;

/**
 * Joins a stream with a table that does not change: what was sold in each category?
 *
 * <p>The table is a file of lines {@code product,category}, read once. Sales are lines {@code
 * product,cents}; move files with them into the directory while this runs.
 */
public final class SalesByCategory {
  private SalesByCategory() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println("Usage: SalesByCategory <file of categories> <directory of sales>");
      System.exit(2);
    }
    SparkConf conf =
        new SparkConf().setAppName("SalesByCategory").setIfMissing("spark.master", "local[*]");
    JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.seconds(1));

    pipeline(ssc.textFileStream(args[1]), table(ssc.sparkContext().textFile(args[0]))).print();

    ssc.start();
    ssc.awaitTermination();
  }

  /** Products with their categories, kept in memory, so that batches do not read the file again. */
  static JavaPairRDD<String, String> table(JavaRDD<String> lines) {
    return lines.mapToPair(line -> fields(line)).cache();
  }

  /** The sales of each batch by category; products that the table lacks are under "unknown". */
  static JavaPairDStream<String, Long> pipeline(
      JavaDStream<String> sales, JavaPairRDD<String, String> categories) {
    JavaPairDStream<String, Long> cents =
        sales.mapToPair(line -> fields(line)).mapValues(Long::valueOf);
    return cents
        .transformToPair(
            (batch, time) ->
                batch
                    .leftOuterJoin(categories)
                    .mapToPair(sale -> new Tuple2<>(sale._2._2.orElse("unknown"), sale._2._1)))
        .reduceByKey(Long::sum);
  }

  private static Tuple2<String, String> fields(String line) {
    String[] fields = line.split(",", 2);
    return new Tuple2<>(fields[0].trim(), fields[1].trim());
  }
}
