package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.thread.EngineThread;
import dev.tidemill.streaming.api.java.JavaDStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where and when functions of transform run. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlanningTest {
  @Test
  void theyRunOnceABatchInOrderOnThreadsOfTheEngineAndWaitForNoOutput() throws Exception {
    List<Long> planned = Collections.synchronizedList(new ArrayList<>());
    List<Boolean> onEngine = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch outputMayEnd = new CountDownLatch(1);
    try (ManualContext context = ManualContext.with()) {
      JavaDStream<Long> noted =
          context
              .times()
              .transform(
                  (rdd, time) -> {
                    planned.add(time.milliseconds());
                    onEngine.add(EngineThread.isCurrent());
                    return rdd;
                  });
      noted.foreachRDD(rdd -> outputMayEnd.await());
      List<Long> outputs = context.record(noted);
      context.start();
      context.tick(3);
      Await.until("three plans", () -> planned.size() >= 3);
      assertEquals(List.of(), outputs, "the first batch's first output has not ended");
      outputMayEnd.countDown();
      context.awaitCompleted(3);
      assertEquals(List.of(1000L, 2000L, 3000L), planned);
      assertEquals(planned, outputs);
      assertTrue(onEngine.stream().allMatch(is -> is), onEngine::toString);
    }
  }
}
