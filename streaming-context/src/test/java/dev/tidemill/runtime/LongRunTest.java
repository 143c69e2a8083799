package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only shows after a while: memory and threads that are not given back. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LongRunTest {
  @Test
  void tenThousandBatchesAreRightAndKeepNothing() throws Exception {
    // A process of its own, so that no other test's garbage is measured.
    List<String> written = Forked.run(LongRunProgram.class);
    assertEquals(
        List.of("all is well", "exit 0"),
        written.subList(Math.max(0, written.size() - 2), written.size()),
        written::toString);
  }

  @Test
  void fiveHundredContextsLeaveNoThreadAndNoMemory() {
    storm(50);
    long before = heap();
    storm(500);
    EngineThreads.awaitNone();
    // Half a context each would be 250 kB and more; what the collector leaves varies by less.
    Await.until("no more memory than before", () -> heap() < before + (1 << 20));
  }

  @Test
  void aContextThatHasStoppedKeepsNothingOfItsStates() {
    runWithState(1);
    long before = heap();
    runWithState(3);
    // A state of this size holds 5 MB and more.
    Await.until("no more memory than before", () -> heap() < before + (1 << 20));
  }

  private static void runWithState(int contexts) {
    for (int i = 0; i < contexts; i++) {
      ManualContext context = ManualContext.with();
      List<Long> sizes = new ArrayList<>();
      context
          .times()
          .flatMap(time -> LongStream.range(0, 50_000).boxed().iterator())
          .mapToPair(number -> new Tuple2<>(number, new byte[16]))
          .<byte[]>updateStateByKey((values, state) -> Optional.of(new byte[16]))
          .foreachRDD(rdd -> sizes.add(rdd.count()));
      context.start();
      context.run(2);
      context.ssc.stop(true, false);
      assertEquals(List.of(50_000L, 50_000L), sizes);
    }
  }

  private static void storm(int contexts) {
    for (int i = 0; i < contexts; i++) {
      ManualContext context = ManualContext.with();
      List<Long> batches = context.record(context.times());
      context.start();
      if (i % 2 == 0) {
        context.run(1);
      }
      List<Long> expected = new ArrayList<>(batches);
      boolean graceful = i % 3 == 0;
      if (graceful) {
        expected.add(expected.isEmpty() ? 1000L : 2000L);
      }
      context.ssc.stop(true, graceful);
      assertEquals(expected, batches);
      assertTrue(context.sparkContext.isStopped());
    }
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
