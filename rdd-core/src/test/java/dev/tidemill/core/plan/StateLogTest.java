package dev.tidemill.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.RecordWriter;
import dev.tidemill.core.codec.UnencodableException;
import dev.tidemill.core.plan.KeyedValues.Timed;
import dev.tidemill.core.plan.LoggedState.Entry;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the log of a state holds, and how many bytes it takes. */
class StateLogTest {
  private static final long BEGIN = 1_800_000_000_000L;
  private static final long SECOND = 1000;
  private static final Codec CODEC = Codec.plain();

  private static Map<String, Optional<Object>> longs(int from, int count, long value) {
    Map<String, Optional<Object>> changes = new LinkedHashMap<>();
    for (int i = from; i < from + count; i++) {
      changes.put("key-%08d".formatted(i), Optional.of(value));
    }
    return changes;
  }

  private static long bytes(List<Entry> log) {
    return log.stream().mapToLong(Entry::bytes).sum();
  }

  @Test
  void aKeyTakesFewBytesAndWhatIsLoggedAgainDoesNotMakeItTwiceAsMany() throws Exception {
    int changed = 1000;
    LoggedState state = new LoggedState(4, CODEC);
    state.step(BEGIN, longs(0, 100_000, 1));
    long alone = state.step(BEGIN + SECOND, longs(5000, changed, 1_000_000)).orElseThrow().bytes();
    state.logAgain();
    long worst = 0;
    for (int step = 2; step < 50; step++) {
      Entry entry =
          state.step(BEGIN + step * SECOND, longs(step * 1500, changed, 1_000_000)).orElseThrow();
      worst = Math.max(worst, entry.bytes());
    }
    assertTrue(alone <= 24 * changed, alone + " bytes");
    assertTrue(worst <= 64 * changed, worst + " bytes");
  }

  @Test
  void theBytesOfAStepDoNotDependOnHowManyKeysThereAre() throws Exception {
    List<Long> few = bytesOfStepsBehindALogAgain(10_000);
    List<Long> many = bytesOfStepsBehindALogAgain(300_000);
    assertEquals(few, many);
  }

  private static List<Long> bytesOfStepsBehindALogAgain(int keys) throws Exception {
    LoggedState state = new LoggedState(2, CODEC);
    state.step(BEGIN, longs(0, keys, 7));
    state.logAgain();
    List<Long> bytes = new ArrayList<>();
    for (int step = 1; step <= 20; step++) {
      bytes.add(state.step(BEGIN + step * SECOND, longs(step, 50, 9)).orElseThrow().bytes());
    }
    return bytes;
  }

  @Test
  void theLogStaysASmallMultipleOfTheState() throws Exception {
    int keys = 2000;
    Random random = new Random(3);
    LoggedState state = new LoggedState(3, CODEC);
    List<Entry> log = new ArrayList<>();
    state.step(BEGIN, longs(0, keys, 7)).ifPresent(log::add);
    long all = bytes(log);
    long segment = BEGIN; // since when all is logged again
    long most = 0;
    long rolls = 0;
    state.logAgain();
    for (int step = 1; step <= 5000; step++) {
      long time = BEGIN + step * SECOND;
      state.step(time, longs(random.nextInt(keys - 10), 10, step)).ifPresent(log::add);
      if (state.isWhole() && step % 20 == 0) {
        long done = segment;
        log.removeIf(entry -> entry.step() <= done);
        segment = time;
        state.logAgain();
        rolls++;
      }
      most = Math.max(most, bytes(log));
    }
    assertTrue(rolls > 20, rolls + " rolls");
    assertTrue(most < 6 * all, most + " bytes at most, and the state has " + all);
  }

  @Test
  void whatIsNotYetLoggedAgainComesToAnEndWithoutChanges() throws Exception {
    LoggedState state = new LoggedState(2, CODEC);
    state.step(BEGIN, longs(0, 1000, 7));
    state.logAgain();
    int steps = 0;
    while (!state.isWhole()) {
      steps++;
      Entry entry = state.step(BEGIN + steps * SECOND, Map.of()).orElseThrow();
      assertTrue(entry.bytes() < 2 * 17 * 32, entry.bytes() + " bytes");
    }
    assertTrue(steps < 60, steps + " steps");
    assertEquals(0, state.step(BEGIN + (steps + 1) * SECOND, Map.of()).orElseThrow().bytes());
  }

  @Test
  void aStateIsRestoredFromItsLogAtEveryStep() throws Exception {
    long seed = Long.getLong("state.seed", new Random().nextLong());
    for (int round = 0; round < 60; round++) {
      try {
        restoreAtEveryStep(new Random(seed + round));
      } catch (Exception | AssertionError failed) {
        throw new AssertionError("replay with -Dstate.seed=" + (seed + round), failed);
      }
    }
  }

  private static void restoreAtEveryStep(Random random) throws Exception {
    int keys = 1 + random.nextInt(60);
    Codec codec = Codec.plain();
    LoggedState state = new LoggedState(1 + random.nextInt(4), codec);
    TreeMap<String, Timed> model = new TreeMap<>();
    List<Entry> log = new ArrayList<>();
    Optional<Long> again = Optional.empty(); // behind which step all is logged again
    for (int step = 1; step <= 80; step++) {
      long time = BEGIN + step * SECOND;
      Map<String, Optional<Object>> changes = changes(random, keys);
      state.step(time, changes).ifPresent(log::add);
      apply(changes, time, model);
      if (again.isPresent() && state.isWhole()) {
        long whole = again.get();
        log.removeIf(entry -> entry.step() <= whole);
        again = Optional.empty();
      }
      LoggedState restored = LoggedState.restored(1 + random.nextInt(4), codec, log, time);
      assertEquals(model, restored.content(), "behind step " + step);
      if (random.nextInt(6) == 0) {
        state = restored; // the process has ended
        again = Optional.empty();
      }
      if (random.nextInt(4) == 0 && again.isEmpty()) {
        state.logAgain();
        again = Optional.of(time);
      }
    }
  }

  private static Map<String, Optional<Object>> changes(Random random, int keys) {
    Map<String, Optional<Object>> changes = new TreeMap<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      boolean goes = random.nextInt(3) == 0;
      changes.put(
          "key-" + random.nextInt(keys), goes ? Optional.empty() : Optional.of(random.nextInt(9)));
    }
    return changes;
  }

  private static void apply(
      Map<String, Optional<Object>> changes, long time, Map<String, Timed> model) {
    changes.forEach(
        (key, value) -> {
          if (value.isPresent()) {
            model.put(key, new Timed(value.get(), time));
          } else {
            model.remove(key);
          }
        });
  }

  @Test
  void aStepThatIsRepeatedDoesWhatItsLogSaysAndIsNotLoggedAgain() throws Exception {
    LoggedState state = new LoggedState(2, CODEC);
    List<Entry> log = new ArrayList<>();
    Map<String, Optional<Object>> third = new TreeMap<>(longs(4, 3, 12));
    third.put("key-00000001", Optional.empty());
    state.step(BEGIN, longs(0, 5, 10)).ifPresent(log::add);
    state.logAgain();
    state.step(BEGIN + 1, longs(2, 5, 11)).ifPresent(log::add);
    state.step(BEGIN + 2, third).ifPresent(log::add);

    LoggedState again = LoggedState.restored(3, CODEC, log, BEGIN);
    again.logAgain();
    assertEquals(Optional.empty(), again.step(BEGIN + 1, longs(2, 5, 11)));
    assertEquals(Optional.empty(), again.step(BEGIN + 2, longs(0, 5, 99)), "it does else");
    Map<String, Timed> expected = new TreeMap<>();
    apply(longs(0, 5, 10), BEGIN, expected);
    apply(longs(2, 5, 11), BEGIN + 1, expected);
    // What the log does not say is as the step has made it.
    apply(longs(0, 5, 99), BEGIN + 2, expected);
    apply(third, BEGIN + 2, expected);
    assertEquals(expected.keySet(), again.content().keySet());
    third.forEach(
        (key, value) -> assertEquals(expected.get(key), again.content().get(key), "step 3"));
    Entry next = again.step(BEGIN + 3, Map.of()).orElseThrow();
    assertTrue(again.isWhole(), "what repeated steps did not log is logged now");
    LoggedState fourth = LoggedState.restored(1, CODEC, List.of(next), BEGIN + 3);
    assertEquals(again.content(), fourth.content());
  }

  @Test
  void aLargeStepIsManyChunks() throws Exception {
    LoggedState state = new LoggedState(1, CODEC);
    Entry entry = state.step(BEGIN, longs(0, 200_000, 1)).orElseThrow();
    List<byte[]> chunks = entry.chunks();
    assertTrue(chunks.size() >= 4, chunks.size() + " chunks");
    for (byte[] chunk : chunks) {
      assertTrue(chunk.length <= (1 << 20) + (1 << 15), chunk.length + " bytes");
    }
    LoggedState again = LoggedState.restored(2, CODEC, List.of(entry), BEGIN);
    assertTrue(state.content().equals(again.content()), "200,000 keys in short");
  }

  @Test
  void everyChunkSaysWhenItsKeysWereLastTouched() throws Exception {
    LoggedState state = new LoggedState(1, CODEC);
    state.step(BEGIN, longs(0, 40_000, 1));
    state.logAgain();
    Entry entry = state.step(BEGIN + SECOND, longs(50_000, 60_000, 2)).orElseThrow();
    // As many of the other keys, then the changes.
    LoggedState again = LoggedState.restored(2, CODEC, List.of(entry), BEGIN + SECOND);
    assertTrue(state.content().equals(again.content()), "100,000 keys in short");
  }

  @Test
  void whatCannotBeEncodedFailsTheStepAndLeavesTheStateAsItWas() throws Exception {
    LoggedState state = new LoggedState(1, CODEC);
    state.step(BEGIN, longs(0, 3, 1));
    Map<String, Timed> before = state.content();
    Map<String, Optional<Object>> changes = longs(1, 1, 2);
    changes.put("key-2", Optional.of(Thread.currentThread()));
    assertThrows(UnencodableException.class, () -> state.step(BEGIN + 1, changes));
    assertEquals(before, state.content());
    assertTrue(state.step(BEGIN + 1, longs(1, 1, 2)).isPresent());
  }

  @Test
  void changesOfFormat1AreRead() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RecordWriter writer = CODEC.writer(bytes)) {
      for (Object record : List.of(2, "key-1", "key-3", pair("key-4", 40), pair("key-5", 50))) {
        writer.write(record);
      }
    }
    LiveState.Logged former = new LiveState.Logged(List.of(bytes.toByteArray()), false);
    LoggedState state = new LoggedState(1, CODEC);
    Map<String, Optional<Object>> first = new TreeMap<>();
    IntStream.range(0, 5).forEach(i -> first.put("key-" + i, Optional.of(i)));
    Entry entry = state.step(BEGIN, first).orElseThrow();
    LoggedState again =
        LoggedState.restored(
            2, CODEC, List.of(entry, new Entry(BEGIN + 1, List.of(former))), BEGIN + 1);
    Map<String, Timed> expected = new TreeMap<>();
    expected.put("key-0", new Timed(0, BEGIN));
    expected.put("key-2", new Timed(2, BEGIN));
    expected.put("key-4", new Timed(40, BEGIN + 1));
    expected.put("key-5", new Timed(50, BEGIN + 1));
    assertEquals(expected, again.content());
  }

  private static Object pair(Object key, Object value) {
    return new Tuple2<>(key, value);
  }
}
