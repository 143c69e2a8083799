package dev.tidemill.streaming.api.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.dstream.Streams;
import dev.tidemill.streaming.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many partitions there are, what places keys, and when records move: semantics section 4. */
class PlacementTest {
  private final Streams streams = new Streams();
  private final Partitioner three = new HashPartitioner(3);
  private final JavaPairDStream<String, Integer> pairs =
      streams.pairs(List.of(new Tuple2<>("a", 1), new Tuple2<>("b", 2), new Tuple2<>("a", 3)));
  private final JavaPairDStream<String, Integer> placed = pairs.reduceByKey(Integer::sum, three);

  @AfterEach
  void stop() {
    streams.close();
  }

  /** The plans of the first batch. */
  private List<Plan<?>> plans(JavaDStreamLike<?, ?, ?>... all) throws Exception {
    List<Plan<?>> plans = new ArrayList<>();
    for (JavaDStreamLike<?, ?, ?> stream : all) {
      stream.foreachRDD((rdd, time) -> plans.add(rdd.rdd().plan()));
    }
    streams.run(1);
    assertEquals(all.length, plans.size());
    return plans;
  }

  private static int exchanges(Plan<?> plan) {
    int below = plan.parents().stream().mapToInt(PlacementTest::exchanges).sum();
    return below + (plan instanceof Exchange ? 1 : 0);
  }

  /** Still placed by what placed it, without being moved again. */
  private void keeps(JavaDStreamLike<?, ?, ?>... all) throws Exception {
    for (Plan<?> plan : plans(all)) {
      assertEquals(Optional.of(three), plan.partitioner());
      assertEquals(3, plan.partitionCount());
      assertEquals(1, exchanges(plan));
    }
  }

  private void drops(JavaDStreamLike<?, ?, ?> stream) throws Exception {
    Plan<?> plan = plans(stream).get(0);
    assertEquals(Optional.empty(), plan.partitioner());
    assertEquals(3, plan.partitionCount());
  }

  @Test
  void filterKeepsThePartitioner() throws Exception {
    keeps(placed.filter(pair -> true));
  }

  @Test
  void mapValuesKeepsThePartitioner() throws Exception {
    keeps(placed.mapValues(value -> value));
  }

  @Test
  void flatMapValuesKeepsThePartitioner() throws Exception {
    keeps(placed.flatMapValues(value -> List.of(value).iterator()));
  }

  @Test
  void aUnionOfStreamsThatArePlacedAlikeKeepsThePartitioner() throws Exception {
    Plan<?> plan = plans(placed.union(placed.filter(pair -> true)).union(placed)).get(0);
    assertEquals(Optional.of(three), plan.partitioner());
    assertEquals(3, plan.partitionCount());
    assertEquals(3, exchanges(plan), "one for each of the three");
  }

  @Test
  void aWindowOfPlacedBatchesKeepsThePartitioner() throws Exception {
    keeps(placed.window(new Duration(3000)));
  }

  @Test
  void mapDropsThePartitioner() throws Exception {
    drops(placed.map(pair -> pair));
  }

  @Test
  void mapToPairDropsThePartitioner() throws Exception {
    drops(placed.mapToPair(pair -> pair));
  }

  @Test
  void flatMapToPairDropsThePartitioner() throws Exception {
    drops(placed.flatMapToPair(pair -> List.of(pair).iterator()));
  }

  @Test
  void mapPartitionsToPairDropsThePartitioner() throws Exception {
    drops(placed.mapPartitionsToPair(part -> part));
  }

  @Test
  void glomDropsThePartitioner() throws Exception {
    drops(placed.glom());
  }

  @Test
  void recordWiseOperatorsHaveThePartitionsOfTheirParent() throws Exception {
    Plan<?> plan =
        plans(
                pairs
                    .map(pair -> pair._2)
                    .flatMap(n -> List.of(n, n).iterator())
                    .filter(n -> n > 0)
                    .mapPartitions(part -> part)
                    .mapToPair(n -> new Tuple2<>(n, n)))
            .get(0);
    assertEquals(2, plan.partitionCount());
    assertEquals(0, exchanges(plan));
  }

  @Test
  void anExchangeBetweenEqualPartitionersIsLeftOut() throws Exception {
    keeps(
        placed.reduceByKey(Integer::sum, new HashPartitioner(3)),
        placed.groupByKey(new HashPartitioner(3)),
        placed.combineByKey(v -> v, Integer::sum, Integer::sum, new HashPartitioner(3)),
        placed.combineByKey(v -> v, Integer::sum, Integer::sum, new HashPartitioner(3), false));
  }

  @Test
  void anExchangeToOtherPartitionsIsNot() throws Exception {
    assertEquals(2, exchanges(plans(placed.reduceByKey(Integer::sum, 4)).get(0)));
  }

  @Test
  void aJoinMovesOnlyWhatIsNotPlaced() throws Exception {
    JavaPairDStream<String, Integer> other = pairs.mapValues(value -> -value);
    List<Plan<?>> plans =
        plans(
            placed.join(other, new HashPartitioner(3)),
            placed.cogroup(placed, new HashPartitioner(3)),
            placed.join(placed, 4));
    assertEquals(2, exchanges(plans.get(0)), "what placed the one, and the other");
    assertEquals(2, exchanges(plans.get(1)), "what placed it, on both sides");
    assertEquals(4, exchanges(plans.get(2)));
  }

  @Test
  void withoutANumberThereAreAsManyPartitionsAsTheDefaultParallelism() throws Exception {
    Optional<Partitioner> two = Optional.of(new HashPartitioner(2));
    assertEquals(2, streams.sparkContext().defaultParallelism());
    List<Plan<?>> plans =
        plans(
            pairs.reduceByKey(Integer::sum),
            pairs.groupByKey(),
            placed.cogroup(placed),
            placed.join(placed),
            placed.leftOuterJoin(placed),
            placed.rightOuterJoin(placed),
            placed.fullOuterJoin(placed));
    plans.forEach(plan -> assertEquals(two, plan.partitioner(), plan::operator));
  }

  @Test
  void repartitionGivesExactlyThatManyPartitions() throws Exception {
    List<List<List<Integer>>> records =
        streams.collectPartitions(streams.of(List.of(1, 2, 3, 4, 5, 6)).repartition(3));
    List<List<List<Tuple2<String, Integer>>>> repartitioned =
        streams.collectPartitions(placed.repartition(5));
    streams.run(1);
    assertEquals(List.of(2, 2, 2), records.get(0).stream().map(List::size).toList());
    assertEquals(5, repartitioned.get(0).size());
    assertEquals(2, repartitioned.get(0).stream().mapToInt(List::size).sum());
  }

  @Test
  void aPartitionerOfTheProgramPlacesKeys() throws Exception {
    Partitioner last =
        new Partitioner() {
          @Override
          public int numPartitions() {
            return 4;
          }

          @Override
          public int getPartition(Object key) {
            return 3;
          }
        };
    List<List<List<Tuple2<String, Iterable<Integer>>>>> grouped =
        streams.collectPartitions(pairs.groupByKey(last));
    Plan<?> plan = plans(pairs.join(pairs, last)).get(0);
    assertSame(last, plan.partitioner().orElseThrow());
    assertEquals(List.of(0, 0, 0, 2), grouped.get(0).stream().map(List::size).toList());
    assertEquals(2, exchanges(plan), "both sides move");
  }
}
