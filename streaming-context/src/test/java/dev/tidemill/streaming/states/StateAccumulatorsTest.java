package dev.tidemill.streaming.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.TestInput;
import dev.tidemill.util.AccumulatorV2;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Accumulators of the program's own class, which functions over a state add to. */
class StateAccumulatorsTest {
  private static final int KEYS = 2_000;

  /** How often each text was added; no thought was given to threads. */
  static final class Counts extends AccumulatorV2<String, TreeMap<String, Integer>> {
    private static final long serialVersionUID = 1L;
    private final TreeMap<String, Integer> counts = new TreeMap<>();

    @Override
    public boolean isZero() {
      return counts.isEmpty();
    }

    @Override
    public Counts copy() {
      Counts copy = new Counts();
      copy.counts.putAll(counts);
      return copy;
    }

    @Override
    public void reset() {
      counts.clear();
    }

    @Override
    public void add(String text) {
      counts.merge(text, 1, Integer::sum);
    }

    @Override
    public void merge(AccumulatorV2<String, TreeMap<String, Integer>> other) {
      other.value().forEach((text, count) -> counts.merge(text, count, Integer::sum));
    }

    @Override
    public TreeMap<String, Integer> value() {
      return counts;
    }
  }

  @Test
  void everyCallIsCountedOnce() {
    Counts counts = new Counts();
    SparkConf settings = new SparkConf(false).setMaster("local[4]").setAppName("counts");
    try (SteppedContext stepped = SteppedContext.of(settings, Durations.seconds(1))) {
      stepped.context().sparkContext().sc().register(counts, "calls");
      TestInput<Tuple2<Integer, Integer>> input = stepped.input();
      JavaPairDStream<Integer, Integer> pairs = JavaPairDStream.fromJavaDStream(input.stream());
      stepped.output(
          pairs.mapWithState(
              StateSpec.function(
                      (Integer key, Optional<Integer> value, State<Integer> state) -> {
                        counts.add(state.exists() ? "known" : "new");
                        state.update(value.get());
                        return key;
                      })
                  .numPartitions(8)));
      stepped.output(
          pairs.<Integer>updateStateByKey(
              (values, state) -> {
                counts.add(state.isPresent() ? "updated" : "made");
                return Optional.of(values.size());
              },
              8));
      stepped.start();
      for (int batch = 0; batch < 2; batch++) {
        IntStream.range(0, KEYS).forEach(key -> input.add(new Tuple2<>(key, 1)));
        stepped.step();
      }
      assertEquals("{known=2000, made=2000, new=2000, updated=2000}", counts.value().toString());
    }
  }
}
