package dev.tidemill.examples;

import dev.tidemill.SparkConf;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A program that is stopped, changed and started again: its second version has another interval, an
 * operator more and another setting, and goes on with the counts of the first. What is kept in a
 * checkpoint directory is data; the code is always that of now.
 *
 * <p>Feeds itself, plays both versions one after the other and ends.
 */
public final class ChangedProgram {
  private static final int BATCHES = 3;
  private static final Duration WINDOW = Durations.minutes(1);

  private ChangedProgram() {}

  /** How a version makes words of lines. */
  @FunctionalInterface
  private interface Words {
    JavaDStream<String> of(JavaDStream<String> lines);
  }

  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("changed-program");
    Feeder feeder = new Feeder(Files.createDirectories(directory.resolve("in")));

    System.out.println("First version, a batch each half second:");
    run(directory, feeder, Durations.milliseconds(500), "each", ChangedProgram::words);

    System.out.println("Second version, a batch each second, long words only:");
    run(
        directory,
        feeder,
        Durations.seconds(1),
        "skip",
        lines -> words(lines).filter(word -> word.length() > 3));
    System.out.println("Both are done. What they have left is in " + directory);
  }

  private static JavaDStream<String> words(JavaDStream<String> lines) {
    return DirectoryWordCount.words(lines);
  }

  private static void run(
      Path directory, Feeder feeder, Duration interval, String missedTime, Words words)
      throws Exception {
    CountDownLatch batches = new CountDownLatch(BATCHES);
    JavaStreamingContext ssc =
        JavaStreamingContext.getOrCreate(
            directory.resolve("checkpoint").toString(),
            () -> program(directory, interval, missedTime, words, batches));
    ssc.start();
    // The second start says on standard error what was found and what has changed; a program has
    // it as ssc.ssc().restoreReport().
    feeder.drop();
    batches.await();
    ssc.stop(true, true);
  }

  private static JavaStreamingContext program(
      Path directory, Duration interval, String missedTime, Words words, CountDownLatch batches) {
    SparkConf conf =
        new SparkConf()
            .setAppName("ChangedProgram")
            .setIfMissing("spark.master", "local[*]")
            .set("tidemill.recovery.missedTime", missedTime);
    JavaStreamingContext ssc = new JavaStreamingContext(conf, interval);
    JavaPairDStream<String, Long> counts =
        words
            .of(ssc.textFileStream(directory.resolve("in").toString()))
            .countByValueAndWindow(WINDOW, interval)
            .name("counts"); // found by this name, whatever it is made from
    counts.foreachRDD(
        (rdd, time) -> {
          long sum = rdd.values().fold(0L, Long::sum);
          System.out.println("  " + time + ": " + rdd.count() + " words, seen " + sum + " times");
          batches.countDown();
        });
    return ssc;
  }
}
