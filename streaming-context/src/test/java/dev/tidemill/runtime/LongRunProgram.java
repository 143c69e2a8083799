package dev.tidemill.runtime;

import dev.tidemill.Tuple2;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Runs 10,000 batches of two stages over data that is new in each, with a state whose keys come and
 * go, and fails unless every result is right and the heap and the threads after the last are those
 * after batch 1,000.
 */
final class LongRunProgram {
  private static final int WARM = 1000;
  private static final int BATCHES = 10_000;
  private static final int RECORDS = 200;
  private static final int KEYS = 7;
  private static final int IDLE = 5;
  private static final long MAY_GROW = 1 << 20;

  private static final int MOST_THREADS = 16;

  private LongRunProgram() {}

  private static final class FreshData extends TimeSource {
    @Override
    public Optional<Plan<Long>> plan(Time batch) {
      calls.clear();
      long first = batch.milliseconds();
      List<Long> records = LongStream.range(first, first + RECORDS).boxed().toList();
      return Optional.of(new Source<>(GivenData.sliced(records, 3)));
    }
  }

  public static void main(String[] arguments) {
    try (ManualContext context = ManualContext.with()) {
      JavaDStream<Long> numbers = context.stream(new FreshData());
      numbers
          .mapToPair(number -> new Tuple2<>(number % KEYS, number))
          .reduceByKey(Long::sum)
          .foreachRDD((rdd, time) -> requireRight(rdd.collect(), time.milliseconds()));
      numbers
          .mapToPair(number -> new Tuple2<>(number, 1L))
          .mapWithState(
              StateSpec.<Long, Long, Long, Boolean>function(
                      (number, one, state) -> {
                        if (!state.isTimingOut()) {
                          state.update(number);
                        }
                        return state.isTimingOut();
                      })
                  .timeout(Durations.seconds(IDLE)))
          .stateSnapshots()
          .count()
          .foreachRDD((rdd, time) -> requireKeys(rdd.first(), time.milliseconds() / 1000));
      context.start();
      runTo(context, WARM);
      long heap = settledHeap();
      runTo(context, BATCHES);
      long grown = settledHeap() - heap;
      System.out.println("grown by " + grown + " bytes from " + heap);
      require(context.runtime.failures() == 0, "a result was wrong");
      require(grown <= MAY_GROW, "the heap grew by " + grown + " bytes from " + heap);
      // How many workers met by chance is no matter, as long as batches do not add to them.
      require(Thread.activeCount() <= MOST_THREADS, "threads: " + EngineThreads.alive());
    }
    EngineThreads.awaitNone();
    System.out.println("all is well");
  }

  private static void runTo(ManualContext context, int batches) {
    while (context.runtime.completedBatches() < batches) {
      context.run(100);
      if (context.runtime.failures() > 0) {
        try {
          context.ssc.awaitTermination();
        } catch (InterruptedException unexpected) {
          throw new AssertionError(unexpected);
        }
      }
    }
  }

  private static void requireKeys(long keys, long batch) {
    long expected = RECORDS * Math.min(batch, IDLE + 1);
    require(keys == expected, "batch " + batch + " has " + keys + " keys of " + expected);
  }

  private static void requireRight(List<Tuple2<Long, Long>> sums, long first) {
    Map<Long, Long> expected = new HashMap<>();
    for (long number = first; number < first + RECORDS; number++) {
      expected.merge(number % KEYS, number, Long::sum);
    }
    Map<Long, Long> got = new HashMap<>();
    sums.forEach(sum -> got.put(sum._1(), sum._2()));
    require(sums.size() == KEYS && got.equals(expected), "batch " + first + " gave " + sums);
  }

  /** What is in use when collecting once more frees nothing. */
  private static long settledHeap() {
    long least = Long.MAX_VALUE;
    for (int unchanged = 0; unchanged < 4; ) {
      System.gc();
      LockSupport.parkNanos(20_000_000); // reference handlers run beside us
      long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      if (used < least - 4096) {
        least = used;
        unchanged = 0;
      } else {
        unchanged++;
      }
    }
    return least;
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new AssertionError(complaint);
    }
  }
}
