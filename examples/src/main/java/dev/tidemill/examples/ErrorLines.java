package dev.tidemill.examples;

import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One rule for two programs: the lines of a log that report an error. Given a file it looks through
 * that file and ends; given a directory it goes on with every file that appears in it.
 */
public final class ErrorLines {
  private ErrorLines() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      System.err.println("Usage: ErrorLines <log file, or directory of logs to come>");
      System.exit(2);
    }
    SparkConf conf =
        new SparkConf().setAppName("ErrorLines").setIfMissing("spark.master", "local[*]");
    if (Files.isDirectory(Path.of(args[0]))) {
      watch(conf, args[0]);
    } else {
      lookThrough(conf, args[0]);
    }
  }

  private static void lookThrough(SparkConf conf, String file) {
    try (JavaSparkContext sc = new JavaSparkContext(conf)) {
      errors(sc.textFile(file)).collect().forEach(System.out::println);
    }
  }

  private static void watch(SparkConf conf, String directory) throws InterruptedException {
    JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.seconds(1));
    pipeline(ssc.textFileStream(directory)).print(100);
    ssc.start();
    ssc.awaitTermination();
  }

  /** The rule. */
  static JavaRDD<String> errors(JavaRDD<String> lines) {
    return lines.filter(line -> line.contains("ERROR")).map(String::trim);
  }

  /** The same rule, batch by batch. */
  static JavaDStream<String> pipeline(JavaDStream<String> lines) {
    return lines.transform((batch, time) -> errors(batch));
  }
}
