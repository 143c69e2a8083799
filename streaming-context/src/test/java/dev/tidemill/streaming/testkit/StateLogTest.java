package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.api.java.JavaMapWithStateDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is written of states follows what changes, and stays as large as the states are. */
class StateLogTest {
  private static final Duration SECOND = Durations.seconds(1);

  private static Long sum(String key, Optional<Long> value, State<Long> state) {
    long sum = (state.exists() ? state.get() : 0) + value.get();
    if (sum < 0) {
      state.remove();
    } else {
      state.update(sum);
    }
    return sum;
  }

  /** A program whose state begins with so many keys. */
  private static final class Program implements AutoCloseable {
    private final SteppedContext stepped;
    private final TestInput<Tuple2<String, Long>> input;
    private final TestOutput<Tuple2<String, Long>> snapshots;

    Program(SteppedWorld world, int keys, String segment, int partitions) {
      SparkConf conf = SteppedContext.settings().set("tidemill.journal.segmentSize", segment);
      stepped = world.process(conf, SECOND);
      input = stepped.input();
      List<Tuple2<String, Long>> initial = new ArrayList<>();
      for (int i = 0; i < keys; i++) {
        initial.add(new Tuple2<>(key(i), 0L));
      }
      JavaMapWithStateDStream<String, Long, Long, Long> sums =
          JavaPairDStream.fromJavaDStream(input.stream())
              .mapWithState(
                  StateSpec.function(StateLogTest::sum)
                      .initialState(
                          dev.tidemill.api.java.JavaSparkContext.fromSparkContext(
                                  stepped.context().ssc().sparkContext())
                              .parallelizePairs(initial))
                      .numPartitions(partitions));
      stepped.output(sums.count());
      snapshots = stepped.output(sums.stateSnapshots());
      stepped.start();
    }

    Map<String, Long> step(List<Tuple2<String, Long>> records) {
      input.addPartition(records);
      stepped.step();
      Map<String, Long> all = new HashMap<>();
      snapshots.last().forEach(pair -> all.put(pair._1, pair._2));
      return all;
    }

    @Override
    public void close() {
      stepped.close();
    }
  }

  private static String key(int number) {
    return "key-%08d".formatted(number);
  }

  private static long bytes(SteppedWorld world) throws IOException {
    FileStore store = world.store().orElseThrow();
    List<FileEntry> files = store.list("journal");
    return files.stream().mapToLong(FileEntry::length).sum();
  }

  /** Bytes of the batches behind the first, each of so many updates. */
  private static List<Long> bytesPerBatch(int keys, int updates, int batches) throws IOException {
    SteppedWorld world = SteppedWorld.withoutReplay();
    List<Long> perBatch = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    try (Program program = new Program(world, keys, "64m", 2)) {
      program.step(List.of());
      program.step(List.of()); // with it the first one has become durable
      long before = bytes(world);
      for (int batch = 0; batch < batches; batch++) {
        List<Tuple2<String, Long>> records = new ArrayList<>();
        for (int i = 0; i < updates; i++) {
          records.add(new Tuple2<>(key(random.nextInt(keys)), 1L + random.nextInt(1000)));
        }
        program.step(records);
        long now = bytes(world);
        perBatch.add(now - before);
        before = now;
      }
    }
    return perBatch;
  }

  @Test
  void aBatchWritesAtMost64BytesForEachKeyThatItChanges() throws IOException {
    for (int keys : new int[] {10_000, 100_000}) {
      for (long bytes : bytesPerBatch(keys, 1000, 6)) {
        // 500 for what is written of any batch.
        assertTrue(bytes <= 64 * 1000 + 500, bytes + " bytes with " + keys + " keys");
      }
    }
  }

  @Test
  void theLogStaysASmallMultipleOfTheStateAndRestoresIt() throws IOException {
    long seed = Long.getLong("tidemill.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    SteppedWorld world = SteppedWorld.withoutReplay();
    Map<String, Long> model = new HashMap<>();
    int keys = 300;
    for (int i = 0; i < keys; i++) {
      model.put(key(i), 0L);
    }
    long most = 0;
    for (int life = 0; life < 12; life++) {
      try (Program program = new Program(world, keys, "3000b", 1 + random.nextInt(4))) {
        for (int batch = 0; batch < 60; batch++) {
          List<Tuple2<String, Long>> records = new ArrayList<>();
          for (int i = random.nextInt(20); i > 0; i--) {
            String key = key(random.nextInt(2 * keys));
            long by = random.nextInt(30) - 14;
            records.add(new Tuple2<>(key, by));
            long sum = model.getOrDefault(key, 0L) + by;
            if (sum < 0) {
              model.remove(key);
            } else {
              model.put(key, sum);
            }
          }
          assertEquals(model, program.step(records), "life " + life + ", seed " + seed);
        }
        most = Math.max(most, bytes(world));
      }
      if (random.nextBoolean()) {
        world.crash(life);
      }
    }
    // A key takes some 25 bytes; all of them are logged once again for each time that they change.
    long size = 25L * 2 * keys;
    assertTrue(most < 6 * size, most + " bytes, seed " + seed);
  }

  @Test
  void aStepThatIsTooLargeForOneEntryIsWrittenInPieces() throws IOException {
    SteppedWorld world = SteppedWorld.withoutReplay();
    int keys = 400_000;
    try (Program program = new Program(world, keys, "8m", 2)) {
      program.step(List.of(new Tuple2<>(key(7), 70L)));
    }
    assertTrue(bytes(world) > 6 << 20, "only " + bytes(world) + " bytes: one piece");
    world.crash(1);
    try (Program again = new Program(world, 0, "8m", 3)) {
      Map<String, Long> all = again.step(List.of(new Tuple2<>(key(8), 80L)));
      assertEquals(keys, all.size());
      assertEquals(70L, all.get(key(7)));
      assertEquals(80L, all.get(key(8)));
    }
  }
}
