package dev.tidemill.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EveryFileTest {
  private static final int WRITERS = 4;
  private static final int FILES_EACH = 5_000;

  @TempDir Path directory;

  @Test
  void everyFileOfFourWritersIsInExactlyOneBatch() throws Exception {
    int files = WRITERS * FILES_EACH;
    AtomicIntegerArray seen = new AtomicIntegerArray(files);
    AtomicInteger total = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(1);
    SparkConf conf = new SparkConf(false).setMaster("local[2]").setAppName("every-file");
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try (JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.milliseconds(100))) {
      ssc.textFileStream(directory.toString())
          .foreachRDD(
              rdd -> {
                for (String line : rdd.collect()) {
                  seen.incrementAndGet(Integer.parseInt(line));
                  if (total.incrementAndGet() == files) {
                    all.countDown();
                  }
                }
              });
      ssc.start();
      List<Future<?>> writing = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer * FILES_EACH;
        writing.add(
            writers.submit(
                () -> {
                  drop(first);
                  return null;
                }));
      }
      for (Future<?> writer : writing) {
        writer.get();
      }
      assertTrue(all.await(60, TimeUnit.SECONDS), () -> "only " + total + " files were read");
      ssc.stop(true, true);
    } finally {
      writers.shutdown();
    }
    for (int file = 0; file < files; file++) {
      assertEquals(1, seen.get(file), "file " + file);
    }
  }

  private void drop(int first) throws IOException {
    for (int file = first; file < first + FILES_EACH; file++) {
      Path unfinished = directory.resolve("." + file + ".tmp");
      Files.writeString(unfinished, file + "\n");
      Files.move(unfinished, directory.resolve(file + ".txt"), StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
