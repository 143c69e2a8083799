package dev.tidemill.streaming.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaMapWithStateDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.scheduler.KeySize;
import dev.tidemill.streaming.scheduler.StateInfo;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchCompleted;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.TestInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people see of states by key. */
class StatesVisibleTest {
  private static final class Recorder implements StreamingListener {
    final List<List<StateInfo>> heard = new ArrayList<>();

    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted completed) {
      heard.add(completed.batchInfo().stateInfos());
    }
  }

  private static JavaPairDStream<Integer, String> pairs(JavaDStream<Integer> keys) {
    return keys.mapToPair(key -> new Tuple2<>(key, "x".repeat(key)));
  }

  private static JavaMapWithStateDStream<Integer, String, String, String> texts(
      JavaDStream<Integer> keys) {
    return pairs(keys)
        .mapWithState(
            StateSpec.<Integer, String, String, String>function(
                    (key, text, state) -> {
                      if (state.isTimingOut()) {
                        return "";
                      }
                      if (key == 7) {
                        state.remove();
                      } else {
                        state.update(text.get() + (state.exists() ? state.get() : ""));
                      }
                      return "";
                    })
                .numPartitions(2)
                .timeout(Durations.seconds(1)))
        .name("texts");
  }

  @Test
  void aListenerHearsWhatEachBatchDidToEachState() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      Recorder recorder = new Recorder();
      stepped.context().addStreamingListener(recorder);
      TestInput<Integer> input = stepped.input();
      stepped.output(texts(input.stream()));
      stepped.output(
          pairs(input.stream())
              .<Integer>updateStateByKey(
                  (values, state) ->
                      dev.tidemill.api.java.Optional.of(state.orElse(0) + values.size())));
      stepped.start();
      input.add(1, 2, 3, 1);
      stepped.step();
      input.add(2, 7);
      stepped.step();
      stepped.step();

      assertCounts("texts", 3, 3, 3, 0, 0, recorder.heard.get(0).get(0));
      assertCounts("texts", 3, 2, 1, 0, 0, recorder.heard.get(1).get(0));
      assertCounts("texts", 1, 2, 0, 2, 2, recorder.heard.get(2).get(0));
      assertCounts("", 3, 3, 3, 0, 0, recorder.heard.get(0).get(1));
      assertCounts("", 4, 4, 2, 0, 0, recorder.heard.get(1).get(1));
      assertCounts("", 4, 4, 0, 0, 0, recorder.heard.get(2).get(1));
      assertEquals(recorder.heard.get(2), stepped.context().states());
    }
  }

  private static void assertCounts(
      String name, int keys, int visited, int updated, int removed, int timedOut, StateInfo info) {
    assertEquals(Optional.of(name).filter(n -> !n.isEmpty()), info.name());
    assertEquals(keys, info.keys(), info::toString);
    assertEquals(visited, info.visited(), info::toString);
    assertEquals(updated, info.updated(), info::toString);
    assertEquals(removed, info.removed(), info::toString);
    assertEquals(timedOut, info.timedOut(), info::toString);
    assertTrue(info.bytes() > 0, info::toString);
  }

  @Test
  void theLargestKeysAreFoundWhileBatchesGoOn() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      TestInput<Integer> input = stepped.input();
      JavaMapWithStateDStream<Integer, String, String, String> texts = texts(input.stream());
      stepped.output(texts);
      stepped.start();
      assertEquals(List.of(), stepped.context().largestKeys(texts, 3), "before the first batch");
      for (int key = 10; key < 1000; key++) {
        input.add(key);
      }
      stepped.step();

      List<KeySize> largest = stepped.context().largestKeys(texts, 3);

      assertEquals(List.of(999, 998, 997), largest.stream().map(KeySize::key).toList());
      assertTrue(largest.get(0).bytes() > 999, largest::toString);
      assertEquals(990, stepped.context().largestKeys(texts, 5000).size());
      assertThrows(IllegalArgumentException.class, () -> stepped.context().largestKeys(texts, 0));
      String said =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> stepped.context().largestKeys(input.stream(), 1))
              .getMessage();
      assertTrue(said.contains("is no state"), said);
    }
  }
}
