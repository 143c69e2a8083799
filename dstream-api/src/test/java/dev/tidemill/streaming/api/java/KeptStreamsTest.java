package dev.tidemill.streaming.api.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.Tuple2;
import dev.tidemill.dstream.NotedMarks;
import dev.tidemill.dstream.Streams;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.dstream.DStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** cache, persist and checkpoint of streams: semantics sections 2 and 4. */
class KeptStreamsTest {
  private final Streams streams = new Streams();
  private final AtomicInteger calls = new AtomicInteger();
  private final JavaDStream<Integer> counted =
      streams
          .of(List.of(1, 2, 3), List.of(4))
          .map(
              number -> {
                calls.incrementAndGet();
                return number;
              });
  private final JavaPairDStream<Integer, Integer> pairs =
      counted.mapToPair(number -> new Tuple2<>(number, number));

  @AfterEach
  void stop() {
    streams.close();
  }

  private static StorageLevel level(JavaDStreamLike<?, ?, ?> stream) {
    return stream.dstream().storageLevel();
  }

  @Test
  void cacheKeepsBytesInMemoryAndTheLastLevelCounts() {
    assertEquals(StorageLevel.NONE(), level(counted));
    assertSame(counted, counted.cache());
    assertEquals(StorageLevel.MEMORY_ONLY_SER(), level(counted));
    assertSame(counted, counted.persist(StorageLevel.DISK_ONLY()));
    assertEquals(StorageLevel.DISK_ONLY(), level(counted));
    assertSame(counted, counted.persist());
    assertEquals(StorageLevel.MEMORY_ONLY_SER(), level(counted));
    assertSame(pairs, pairs.persist(StorageLevel.MEMORY_AND_DISK()));
    assertEquals(StorageLevel.MEMORY_AND_DISK(), level(pairs));
    assertSame(pairs, pairs.cache());
    assertSame(pairs, pairs.persist());
    assertEquals(StorageLevel.MEMORY_ONLY_SER(), level(pairs));
  }

  @Test
  void aKeptStreamIsComputedOnceForAllOutputsOfABatch() throws Exception {
    counted.cache();
    List<List<Integer>> first = streams.collect(counted);
    List<List<Integer>> second = streams.collect(counted.map(number -> -number));
    List<List<Long>> third = streams.collect(counted.union(counted).count());
    streams.run(2);
    assertEquals(4, calls.get());
    assertEquals(List.of(List.of(1, 2, 3), List.of(4)), first);
    assertEquals(List.of(List.of(-1, -2, -3), List.of(-4)), second);
    assertEquals(List.of(List.of(6L), List.of(2L)), third);
  }

  @Test
  void otherwiseEachOutputComputesItAgain() throws Exception {
    streams.collect(counted);
    streams.collect(counted);
    streams.run(2);
    assertEquals(8, calls.get());
  }

  @Test
  void whatOutputsGetIsKeptAsTheStreamSays() throws Exception {
    counted.persist(StorageLevel.MEMORY_AND_DISK());
    List<StorageLevel> seen = new ArrayList<>();
    counted.foreachRDD(rdd -> seen.add(rdd.getStorageLevel()));
    streams.run(1);
    assertEquals(List.of(StorageLevel.MEMORY_AND_DISK()), seen);
  }

  @Test
  void checkpointKeepsToo() {
    counted.persist(StorageLevel.DISK_ONLY());
    DStream<Integer> behind = counted.checkpoint(new Duration(2000));
    assertSame(counted.dstream(), behind);
    assertEquals(StorageLevel.MEMORY_ONLY_SER(), level(counted), "the contract has it so");
    DStream<Tuple2<Integer, Integer>> behindPairs = pairs.checkpoint(new Duration(2000));
    assertSame(pairs.dstream(), behindPairs);
  }

  @Test
  void checkpointsAreWrittenAtTheMultiplesOfTheInterval() throws Exception {
    counted.checkpoint(new Duration(2000));
    counted.print(0);
    NotedMarks marks = new NotedMarks();
    streams.graph().start(new Time(0), marks, true);
    for (int second = 1; second <= 4; second++) {
      streams.graph().plan(new Time(second * 1000L));
    }
    String keep = "keep " + StorageLevel.MEMORY_ONLY_SER();
    assertEquals(List.of(keep, keep, "checkpoint", keep, keep, "checkpoint"), marks.notes);
  }

  @Test
  void aWindowIsCheckpointedItself() throws Exception {
    JavaDStream<Integer> windows = counted.window(new Duration(2000), new Duration(2000));
    windows.checkpoint(new Duration(4000));
    windows.print(0);
    assertEquals(StorageLevel.MEMORY_ONLY_SER(), level(windows));
    assertEquals(StorageLevel.MEMORY_ONLY(), level(counted));
    NotedMarks marks = new NotedMarks();
    streams.graph().start(new Time(0), marks, true);
    for (int second = 1; second <= 4; second++) {
      streams.graph().plan(new Time(second * 1000L));
    }
    assertEquals(1, marks.notes.stream().filter("checkpoint"::equals).count());
  }

  @Test
  void theStreamBehindCanBeKeptTheSameWay() {
    DStream<Integer> behind = counted.dstream();
    assertSame(behind, behind.persist());
    assertEquals(StorageLevel.MEMORY_ONLY_SER(), behind.storageLevel());
    assertSame(behind, behind.persist(StorageLevel.MEMORY_ONLY()));
    assertEquals(StorageLevel.MEMORY_ONLY(), behind.storageLevel());
    assertSame(behind, behind.cache());
    assertEquals(StorageLevel.MEMORY_ONLY_SER(), behind.storageLevel());
    assertSame(streams.graph(), behind.graph());
    assertEquals(new Duration(1000), behind.graph().batchDuration());
  }

  @Test
  void afterTheStartNothingOfItMayChange() throws Exception {
    streams.collect(counted);
    streams.run(1);
    refused("storage level", counted::cache);
    refused("storage level", () -> pairs.persist(StorageLevel.MEMORY_ONLY()));
    refused("checkpoint interval", () -> counted.checkpoint(new Duration(1000)));
  }

  private static void refused(String what, Executable call) {
    assertEquals(
        "Cannot change "
            + what
            + " of a DStream after streaming context has started; call it before start().",
        assertThrows(UnsupportedOperationException.class, call).getMessage());
  }

  @Test
  void nullsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> counted.persist(null));
    assertThrows(IllegalArgumentException.class, () -> counted.checkpoint(null));
    assertThrows(IllegalArgumentException.class, () -> counted.scalaIntToJavaLong(null));
  }

  @Test
  void aJavaTypeCanBeMadeOverAStreamOfNumbers() throws Exception {
    List<List<Long>> seen =
        streams.collect(counted.scalaIntToJavaLong(counted.map(Integer::longValue).dstream()));
    streams.run(1);
    assertEquals(List.of(List.of(1L, 2L, 3L)), seen);
  }
}
