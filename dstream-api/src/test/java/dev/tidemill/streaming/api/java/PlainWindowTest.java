package dev.tidemill.streaming.api.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.dstream.Streams;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows that are all records of the batches in them: semantics section 4, windows 1 to 3. */
class PlainWindowTest {
  private final Streams streams = new Streams();

  @AfterEach
  void stop() {
    streams.close();
  }

  private static Duration seconds(int seconds) {
    return new Duration(seconds * 1000L);
  }

  private JavaDStream<Integer> numbers() {
    return streams.of(List.of(1), List.of(2), List.of(), List.of(4), List.of(5));
  }

  @Test
  void aSlideSaysWhenThereIsAWindow() throws Exception {
    List<Long> times = new ArrayList<>();
    numbers()
        .window(seconds(3), seconds(2))
        .foreachRDD((rdd, time) -> times.add(time.milliseconds()));
    streams.run(6);
    assertEquals(List.of(2000L, 4000L, 6000L), times);
  }

  @Test
  void aBatchWithoutADatasetIsPassedOver() throws Exception {
    List<List<List<Integer>>> seen =
        streams.collectPartitions(
            streams.<Integer>of(null, List.of(1, 2), null, null).window(seconds(2)));
    streams.run(4);
    assertEquals(
        List.of(
            List.of(), List.of(List.of(1), List.of(2)), List.of(List.of(1), List.of(2)), List.of()),
        seen,
        "the partitions of the datasets that are there");
  }

  @Test
  void eachRecordIsComputedOnceThoughItIsInManyWindows() throws Exception {
    Map<Integer, Integer> calls = new ConcurrentHashMap<>();
    JavaDStream<Integer> counted =
        numbers()
            .map(
                number -> {
                  calls.merge(number, 1, Integer::sum);
                  return number;
                });
    streams.collect(counted.window(seconds(3)));
    streams.collect(counted.window(seconds(5), seconds(5)));
    streams.run(10);
    assertEquals(Map.of(1, 1, 2, 1, 4, 1, 5, 1), new TreeMap<>(calls));
  }

  @Test
  void aWindowKeepsTheStreamItIsOverInMemoryUnlessThatIsSet() {
    JavaDStream<Integer> numbers = numbers();
    JavaDStream<Integer> windows = numbers.window(seconds(3));
    assertEquals(StorageLevel.MEMORY_ONLY(), numbers.dstream().storageLevel());
    assertEquals(StorageLevel.NONE(), windows.dstream().storageLevel());
    JavaDStream<Integer> onDisk = numbers().persist(StorageLevel.DISK_ONLY());
    onDisk.window(seconds(3));
    assertEquals(StorageLevel.DISK_ONLY(), onDisk.dstream().storageLevel());
  }

  @Test
  void theLevelOfAWindowIsThatOfTheStreamItIsOver() {
    JavaDStream<Integer> numbers = numbers();
    JavaDStream<Integer> windows = numbers.window(seconds(3));
    JavaDStream<Integer> above = windows.window(seconds(6));
    above.persist(StorageLevel.MEMORY_AND_DISK());
    assertEquals(StorageLevel.MEMORY_AND_DISK(), numbers.dstream().storageLevel());
    assertEquals(StorageLevel.NONE(), windows.dstream().storageLevel());
    assertEquals(StorageLevel.NONE(), above.dstream().storageLevel());
  }

  @Test
  void durationsThatDoNotFitAreRefusedAtTheCall() {
    JavaDStream<Integer> slow = numbers().window(seconds(2), seconds(2));
    for (Duration[] wrong :
        new Duration[][] {
          {seconds(3), seconds(2)},
          {seconds(2), seconds(3)},
          {new Duration(-2000), seconds(2)},
          {seconds(2), seconds(0)},
          {null, seconds(2)},
          {seconds(2), null}
        }) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> slow.window(wrong[0], wrong[1]))
              .getMessage();
      assertTrue(message.startsWith("window"), message);
    }
    assertThrows(IllegalArgumentException.class, () -> slow.window(seconds(3)));
  }
}
