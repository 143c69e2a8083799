package dev.tidemill.examples;

import dev.tidemill.SparkConf;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import dev.tidemill.streaming.scheduler.BatchInfo;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchCompleted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The main job: {@link DirectoryWordCount} over a directory that it feeds itself, one file a batch.
 * Ends after 20 seconds (or as many as the argument says), or at Ctrl-C, in both cases gracefully.
 */
public final class MainJob {
  private static final int SECONDS = 20;

  private final CountDownLatch wantedEnd = new CountDownLatch(1);
  private final CountDownLatch saidFarewell = new CountDownLatch(1);
  private final AtomicLong lines = new AtomicLong();
  private final AtomicLong batches = new AtomicLong();

  private MainJob() {}

  public static void main(String[] args) throws Exception {
    int seconds = args.length == 0 ? SECONDS : Integer.parseInt(args[0]);
    new MainJob().run(seconds);
  }

  private void run(int seconds) throws Exception {
    HeldBackOutput output = HeldBackOutput.begin();
    Path directory = Files.createTempDirectory("tidemill-main-job");
    SparkConf conf =
        new SparkConf()
            .setAppName("MainJob")
            .setIfMissing("spark.master", "local[*]")
            .set("spark.streaming.stopGracefullyOnShutdown", "true");
    JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.seconds(1));
    JavaDStream<String> text = ssc.textFileStream(directory.toString());
    text.foreachRDD(rdd -> lines.addAndGet(rdd.count()));
    DirectoryWordCount.wordCounts(text).print();
    ssc.addStreamingListener(new Progress(output));

    Runtime.getRuntime().addShutdownHook(new Thread(this::endAtCtrlC));
    Feeder feeder = new Feeder(directory);
    feeder.drop();
    ssc.start();
    for (int second = 1; second < seconds && !wantedEnd.await(1, TimeUnit.SECONDS); second++) {
      feeder.drop();
    }
    ssc.stop(true, true);
    delete(directory);
    System.out.printf(
        "Done: %d batches, %d lines. Next: examples/run --list, or bin/tidemill run MyProgram.java for your own.%n",
        batches.get(), lines.get());
    saidFarewell.countDown();
  }

  /** Keeps the process alive until the job has ended well. */
  private void endAtCtrlC() {
    wantedEnd.countDown();
    try {
      saidFarewell.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Counts batches, and says how long the first one took to come. */
  private final class Progress implements StreamingListener {
    private final HeldBackOutput output;

    Progress(HeldBackOutput output) {
      this.output = output;
    }

    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted completed) {
      if (batches.incrementAndGet() == 1) {
        output.release(firstBatchLine(completed.batchInfo()));
      }
    }
  }

  /** Measured: process start as the system tells it, the rest by the engine. */
  private static String firstBatchLine(BatchInfo batch) {
    long processStart = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
    long done = batch.processingEndTime().get();
    long due = batch.batchTime().milliseconds();
    return String.format(
        "First batch done %.2f s after process start; it was due at %.2f s, the next full second.",
        (done - processStart) / 1000.0, (due - processStart) / 1000.0);
  }
}
