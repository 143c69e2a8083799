package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.testkit.junit.Stepped;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of datasets that the program gives (semantics section 8). */
@Stepped
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueStreamTest {
  private final Queue<JavaRDD<String>> queue = new LinkedList<>();
  private SteppedContext stepped;

  @BeforeEach
  void take(SteppedContext ofThisTest) {
    stepped = ofThisTest;
  }

  private JavaRDD<String> dataset(String... records) {
    return stepped.context().sparkContext().parallelize(List.of(records), 2);
  }

  private List<List<String>> batches(int count, JavaDStream<String> stream) {
    TestOutput<String> output = stepped.output(stream);
    stepped.start();
    stepped.step(count);
    return output.batches();
  }

  @Test
  void eachBatchTakesOneDatasetAndThenBatchesAreEmpty() {
    queue.add(dataset("a", "b"));
    queue.add(dataset("c"));
    JavaDStream<String> stream = stepped.context().queueStream(queue);
    assertEquals(
        List.of(List.of("a", "b"), List.of("c"), List.of(), List.of()), batches(4, stream));
  }

  @Test
  void anExhaustedQueueStillHasADatasetOfOnePartition() {
    List<Integer> partitions = new ArrayList<>();
    stepped.context().queueStream(queue).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));
    stepped.start();
    stepped.step(2);
    assertEquals(List.of(1, 1), partitions);
  }

  @Test
  void allAtOnceIsTheUnionInTheFirstBatch() {
    queue.add(dataset("a", "b"));
    queue.add(dataset("c"));
    JavaDStream<String> stream = stepped.context().queueStream(queue, false);
    assertEquals(List.of(List.of("a", "b", "c"), List.of()), batches(2, stream));
  }

  @Test
  void aGivenDefaultIsUsedWheneverTheQueueHasNone() {
    queue.add(dataset("a"));
    JavaDStream<String> stream = stepped.context().queueStream(queue, true, dataset("z"));
    assertEquals(List.of(List.of("a"), List.of("z"), List.of("z")), batches(3, stream));
  }

  @Test
  void theQueueIsCopiedAndNotChanged() {
    queue.add(dataset("a"));
    JavaDStream<String> stream = stepped.context().queueStream(queue);
    queue.add(dataset("too late"));
    assertEquals(List.of(List.of("a"), List.of()), batches(2, stream));
    assertEquals(2, queue.size());
  }

  @Test
  void theSameDatasetMayBeGivenTwice() {
    JavaRDD<String> same = dataset("a");
    queue.add(same);
    queue.add(same);
    JavaDStream<String> stream = stepped.context().queueStream(queue);
    assertEquals(List.of(List.of("a"), List.of("a")), batches(2, stream));
  }

  @Test
  void nullsAreRefusedByName() {
    refuses("queue is null", () -> stepped.context().queueStream(null));
    Throwable ofTheContract =
        assertThrows(
            NullPointerException.class, () -> stepped.context().queueStream(queue, true, null));
    assertTrue(ofTheContract.getMessage().contains("defaultRDD is null"));
    queue.add(dataset("a"));
    queue.add(null);
    refuses("a dataset in the queue is null", () -> stepped.context().queueStream(queue));
  }

  private static void refuses(String message, Runnable call) {
    Throwable refused = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  @Test
  void aDatasetOfAnotherContextIsRefused() {
    try (SteppedContext other = SteppedContext.every(Durations.seconds(1))) {
      queue.add(other.context().sparkContext().parallelize(List.of("a")));
      Throwable refused =
          assertThrows(IllegalStateException.class, () -> stepped.context().queueStream(queue));
      assertTrue(refused.getMessage().contains("another context"), refused.getMessage());
    }
  }
}
