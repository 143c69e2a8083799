package dev.tidemill.streaming.api.java;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.dstream.ListSource;
import dev.tidemill.dstream.Streams;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is not done, counted: work that is shared, and work that nobody asked for. */
class SharedWorkTest {
  private final Streams streams = new Streams();
  private final AtomicInteger planned = new AtomicInteger();
  private final AtomicInteger records = new AtomicInteger();

  @AfterEach
  void stop() {
    streams.close();
  }

  private <T> JavaDStream<T> countingPlans(JavaDStream<T> stream) {
    return stream.transform(
        (rdd, time) -> {
          planned.incrementAndGet();
          return rdd;
        });
  }

  private <T> JavaDStream<T> countingRecords(JavaDStream<T> stream) {
    return stream.map(
        record -> {
          records.incrementAndGet();
          return record;
        });
  }

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  @Test
  void aSharedStreamIsPlannedOnceABatchHoweverManyPathsLeadToIt() throws Exception {
    JavaDStream<Integer> shared = countingPlans(streams.of(numbers(2), numbers(2)));
    JavaDStream<Integer> wide = shared;
    for (int doubling = 0; doubling < 10; doubling++) {
      wide = wide.union(shared.map(number -> number));
    }
    streams.collect(wide);
    streams.collect(wide.count());
    streams.collect(shared);
    streams.run(2);
    assertEquals(2, planned.get());
  }

  @Test
  void aStreamThatNoOutputNeedsIsNotPlanned() throws Exception {
    ListSource<Integer> unused = new ListSource<>(List.of(numbers(2)));
    JavaDStream<Integer> needed = streams.of(numbers(2));
    countingPlans(needed).map(number -> -number);
    countingPlans(new JavaDStream<>(streams.from(unused))).countByValue();
    List<List<Integer>> seen = streams.collect(needed);
    streams.run(3);
    assertEquals(List.of(1, 2), seen.get(0));
    assertEquals(0, planned.get());
    assertEquals(0, unused.plans());
  }

  @Test
  void printReadsNoPartitionItNeedNot() throws Exception {
    countingRecords(streams.of(numbers(1000))).print(3);
    streams.run(1);
    assertEquals(4, records.get(), "three, and one that tells whether there are more");
  }

  @Test
  void takingABatchesFirstRecordReadsOne() throws Exception {
    countingRecords(streams.of(numbers(1000))).foreachRDD(rdd -> rdd.first());
    streams.run(1);
    assertEquals(1, records.get());
  }

  @Test
  void countReadsEachRecordOnce() throws Exception {
    List<List<Long>> counts = streams.collect(countingRecords(streams.of(numbers(1000))).count());
    streams.run(1);
    assertEquals(List.of(List.of(1000L)), counts);
    assertEquals(1000, records.get());
  }
}
