package dev.tidemill.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class EverySocketLineTest {
  private static final int LINES = 1_000_000;
  private static final int CONNECTIONS = 21;

  @Test
  void everyLineOverTwentyReconnectsIsInExactlyOneBatch() throws Exception {
    AtomicIntegerArray seen = new AtomicIntegerArray(LINES);
    AtomicInteger total = new AtomicInteger();
    AtomicInteger batches = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(1);
    SparkConf conf =
        new SparkConf(false)
            .setMaster("local[1]")
            .setAppName("every-line")
            .set("spark.streaming.receiverRestartDelay", "5");
    try (NumberedLineServer server = new NumberedLineServer(LINES, CONNECTIONS);
        JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.milliseconds(20))) {
      JavaDStream<String> lines = ssc.socketTextStream("localhost", server.port());
      lines.foreachRDD(
          rdd -> {
            batches.incrementAndGet();
            rdd.foreach(line -> seen.incrementAndGet(Integer.parseInt(line)));
            if (total.addAndGet((int) rdd.count()) >= LINES) {
              all.countDown();
            }
          });
      ssc.start();
      server.awaitSent();
      assertTrue(all.await(60, TimeUnit.SECONDS), () -> "only " + total + " lines arrived");
      ssc.stop(true, true);
      ssc.awaitTermination();
    }
    assertEquals(LINES, total.get());
    for (int line = 0; line < LINES; line++) {
      assertEquals(1, seen.get(line), "line " + line);
    }
    assertTrue(batches.get() > 1, "lines came while batches ran");
  }

  @Test
  void aGracefulStopRunsEverythingThatWasReceived() throws Exception {
    int records = 200_000;
    AtomicInteger total = new AtomicInteger();
    CountDownLatch stored = new CountDownLatch(1);
    SparkConf conf = new SparkConf(false).setMaster("local[1]").setAppName("graceful");
    try (JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.milliseconds(50))) {
      ssc.receiverStream(new CountingReceiver(records, stored))
          .foreachRDD(rdd -> total.addAndGet((int) rdd.count()));
      ssc.start();
      assertTrue(stored.await(60, TimeUnit.SECONDS));
      ssc.stop(true, true);
    }
    assertEquals(records, total.get());
  }
}
