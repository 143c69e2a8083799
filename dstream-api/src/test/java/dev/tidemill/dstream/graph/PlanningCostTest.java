package dev.tidemill.dstream.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.tidemill.Tuple2;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.NotedMarks;
import dev.tidemill.dstream.Streams;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What it costs to plan a batch of a program of fifty streams. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlanningCostTest {
  private static final int NODES = 50;
  private static final Duration SECOND = new Duration(1000);

  /** Counts how often it is computed. */
  private static final class CountingNode extends StreamNode<String> {
    private final int[] computed;
    private final int place;

    CountingNode(int[] computed, int place, List<StreamNode<?>> parents) {
      super("node " + place, parents, SECOND);
      this.computed = computed;
      this.place = place;
    }

    @Override
    protected Optional<Plan<String>> compute(BatchPlan batch) {
      computed[place]++;
      return Optional.of(new Source<>(GivenData.ofPartitions(List.of())));
    }
  }

  @Test
  void everyNodeIsComputedOnceABatchThoughTwelveBillionPathsLeadThere() throws Exception {
    StreamGraph graph = new StreamGraph(SECOND);
    int[] computed = new int[NODES];
    List<StreamNode<?>> nodes = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      // Each from the two before it, so the paths are as many as the numbers of Fibonacci.
      List<StreamNode<?>> parents = List.copyOf(nodes.subList(Math.max(0, i - 2), i));
      nodes.add(graph.add(new CountingNode(computed, i, parents)));
    }
    graph.addOutput("foreachRDD", nodes.get(NODES - 1), (plan, time) -> {});
    graph.addOutput("foreachRDD", nodes.get(NODES / 2), (plan, time) -> {});
    graph.start(new Time(0), new NotedMarks(), false);
    int[] expected = new int[NODES];
    for (int batch = 1; batch <= 10; batch++) {
      assertEquals(2, graph.plan(new Time(batch * 1000L)).size());
      graph.forget(new Time(batch * 1000L));
      Arrays.fill(expected, batch);
      assertEquals(Arrays.toString(expected), Arrays.toString(computed));
    }
  }

  /** A source, and operators of all kinds in seven rounds of seven. */
  private static void fiftyStreams(Streams streams) {
    JavaDStream<Integer> numbers = streams.of(List.of(1, 2, 3));
    for (int round = 0; round < 7; round++) {
      JavaPairDStream<Integer, Integer> pairs =
          numbers.map(n -> n + 1).filter(n -> n > 0).mapToPair(n -> new Tuple2<>(n % 2, n));
      JavaPairDStream<Integer, Integer> sums =
          round == 3
              ? pairs.reduceByKeyAndWindow(Integer::sum, new Duration(10_000), SECOND, 2)
              : pairs.reduceByKey(Integer::sum, 2);
      numbers = sums.union(pairs).transform(rdd -> rdd.values());
      numbers.foreachRDD(rdd -> {});
      numbers = round < 5 ? numbers.flatMap(n -> List.of(n, n).iterator()) : numbers.repartition(2);
    }
    numbers.foreachRDD(rdd -> {});
    assertEquals(NODES - 1, numbers.dstream().node().number());
  }

  @Test
  void aBatchOfFiftyStreamsIsPlannedWithFewBytes() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    try (Streams streams = new Streams()) {
      fiftyStreams(streams);
      StreamGraph graph = streams.graph();
      graph.start(new Time(0), new NotedMarks(), false);
      long least = Long.MAX_VALUE;
      int second = 0;
      for (int round = 0; round < 20; round++) {
        long before = threads.getThreadAllocatedBytes(thread);
        for (int batch = 0; batch < 100; batch++) {
          Time time = new Time(++second * 1000L);
          assertEquals(8, graph.plan(time).size());
          graph.forget(time);
        }
        least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
      }
      // Measured: 41,000. What each stream needs is its plan, and its place in the history.
      assertTrue(least / 100 < 60_000, least / 100 + " bytes for a batch");
    }
  }
}
