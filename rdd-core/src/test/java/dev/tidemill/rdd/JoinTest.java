package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.Tuple3;
import dev.tidemill.Tuple4;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.Optional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators over several datasets of pairs. */
class JoinTest extends DatasetTest {
  private final Partitioner three = new HashPartitioner(3);
  private final JavaPairRDD<String, Integer> ages =
      context.parallelizePairs(List.of(pair("ann", 1), pair("bob", 2), pair("ann", 3)), 2);
  private final JavaPairRDD<String, String> towns =
      context.parallelizePairs(List.of(pair("ann", "x"), pair("cid", "y"), pair("ann", "z")), 2);

  static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>();
    new Random().longs(15).forEach(seeds::add);
    seeds.add(1L);
    return seeds; // each is the name of its test
  }

  private static List<Tuple2<String, Integer>> randomPairs(Random random) {
    int count = random.nextInt(4) == 0 ? 0 : random.nextInt(60);
    int keys = 1 + random.nextInt(20);
    List<Tuple2<String, Integer>> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int key = random.nextBoolean() ? 0 : random.nextInt(keys); // one key has half of all
      pairs.add(
          pair(key == 1 ? null : "key" + key, random.nextInt(10) == 0 ? null : random.nextInt(5)));
    }
    return pairs;
  }

  private <V> JavaPairRDD<String, V> dataset(List<Tuple2<String, V>> pairs, Random random) {
    JavaPairRDD<String, V> dataset = context.parallelizePairs(pairs, 1 + random.nextInt(5));
    return switch (random.nextInt(4)) {
      case 0 -> dataset.partitionBy(new HashPartitioner(1 + random.nextInt(4)));
      case 1 -> dataset.union(context.parallelizePairs(List.of(), 2));
      case 2 -> dataset.repartition(1 + random.nextInt(4));
      default -> dataset;
    };
  }

  /** How often each record is there, in text; order says nothing across partitions. */
  private static Map<String, Integer> bag(List<?> records) {
    Map<String, Integer> counts = new HashMap<>();
    records.forEach(record -> counts.merge(String.valueOf(record), 1, Integer::sum));
    return counts;
  }

  private static <V> List<V> valuesOf(List<Tuple2<String, V>> pairs, String key) {
    List<V> values = new ArrayList<>();
    pairs.stream().filter(p -> Objects.equals(p._1, key)).forEach(p -> values.add(p._2));
    return values;
  }

  private static <V> List<Optional<V>> optional(List<V> values) {
    return values.isEmpty()
        ? List.of(Optional.empty())
        : values.stream().map(Optional::ofNullable).toList();
  }

  private static Set<String> keysOf(
      List<Tuple2<String, Integer>> a, List<Tuple2<String, Integer>> b) {
    Set<String> keys = new HashSet<>();
    a.forEach(p -> keys.add(p._1));
    b.forEach(p -> keys.add(p._1));
    return keys;
  }

  private static List<Object> product(String key, List<?> lefts, List<?> rights) {
    List<Object> pairs = new ArrayList<>();
    lefts.forEach(left -> rights.forEach(right -> pairs.add(pair(key, pair(left, right)))));
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void joinsGiveWhatNestedLoopsGive(long seed) {
    Random random = new Random(seed);
    List<Tuple2<String, Integer>> a = randomPairs(random);
    List<Tuple2<String, Integer>> b = randomPairs(random);
    JavaPairRDD<String, Integer> left = dataset(a, random);
    JavaPairRDD<String, Integer> right = dataset(b, random);
    List<Object> inner = new ArrayList<>();
    List<Object> leftOuter = new ArrayList<>();
    List<Object> rightOuter = new ArrayList<>();
    List<Object> fullOuter = new ArrayList<>();
    for (String key : keysOf(a, b)) {
      List<Integer> lefts = valuesOf(a, key);
      List<Integer> rights = valuesOf(b, key);
      inner.addAll(product(key, lefts, rights));
      leftOuter.addAll(product(key, lefts, optional(rights)));
      rightOuter.addAll(product(key, optional(lefts), rights));
      fullOuter.addAll(product(key, optional(lefts), optional(rights)));
    }
    assertEquals(bag(inner), bag(left.join(right).collect()));
    assertEquals(bag(leftOuter), bag(left.leftOuterJoin(right).collect()));
    assertEquals(bag(rightOuter), bag(left.rightOuterJoin(right).collect()));
    assertEquals(bag(fullOuter), bag(left.fullOuterJoin(right).collect()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void setOperatorsGiveWhatPlainCollectionsGive(long seed) {
    Random random = new Random(seed);
    List<Tuple2<String, Integer>> a = randomPairs(random);
    List<Tuple2<String, Integer>> b = randomPairs(random);
    JavaPairRDD<String, Integer> left = dataset(a, random);
    JavaPairRDD<String, Integer> right = dataset(b, random);
    Set<String> keys = keysOf(b, List.of());
    assertEquals(
        bag(a.stream().filter(p -> !keys.contains(p._1)).toList()),
        bag(left.subtractByKey(right).collect()));
    assertEquals(
        bag(a.stream().filter(p -> !b.contains(p)).toList()), bag(left.subtract(right).collect()));
    assertEquals(
        bag(a.stream().filter(b::contains).distinct().toList()),
        bag(left.intersection(right).collect()));
    assertEquals(bag(a.stream().distinct().toList()), bag(left.distinct().collect()));
    assertEquals(bag(a.stream().distinct().toList()), bag(left.distinct(3).collect()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void cogroupGathersTheValuesOfEachSide(long seed) {
    Random random = new Random(seed);
    List<Tuple2<String, Integer>> a = randomPairs(random);
    List<Tuple2<String, Integer>> b = randomPairs(random);
    List<Object> expected = new ArrayList<>();
    // Values of a key keep their order unless records were dealt out anew, which one partition is
    // not.
    for (String key : keysOf(a, b)) {
      expected.add(pair(key, pair(valuesOf(a, key), valuesOf(b, key))));
    }
    assertEquals(
        bag(expected),
        bag(
            context
                .parallelizePairs(a, 1 + random.nextInt(5))
                .cogroup(context.parallelizePairs(b, 1 + random.nextInt(5)), 1 + random.nextInt(5))
                .collect()));
  }

  @Test
  void everyFormOfTheJoinsGivesTheSame() {
    List<Object> inner =
        List.of(
            pair("ann", pair(1, "x")),
            pair("ann", pair(1, "z")),
            pair("ann", pair(3, "x")),
            pair("ann", pair(3, "z")));
    for (var joined : List.of(ages.join(towns), ages.join(towns, 3), ages.join(towns, three))) {
      assertEquals(inner, joined.collect());
    }
    Map<String, Integer> left =
        bag(ages.leftOuterJoin(towns).filter(p -> p._1.equals("bob")).collect());
    assertEquals(Map.of("(bob,(2,Optional.empty))", 1), left);
    assertEquals(
        bag(ages.leftOuterJoin(towns).collect()), bag(ages.leftOuterJoin(towns, 3).collect()));
    assertEquals(
        bag(ages.leftOuterJoin(towns).collect()), bag(ages.leftOuterJoin(towns, three).collect()));
    assertEquals(1, bag(ages.rightOuterJoin(towns).collect()).get("(cid,(Optional.empty,y))"));
    assertEquals(
        bag(ages.rightOuterJoin(towns).collect()), bag(ages.rightOuterJoin(towns, 3).collect()));
    assertEquals(
        bag(ages.rightOuterJoin(towns).collect()),
        bag(ages.rightOuterJoin(towns, three).collect()));
    assertEquals(6, ages.fullOuterJoin(towns).count());
    assertEquals(
        bag(ages.fullOuterJoin(towns).collect()), bag(ages.fullOuterJoin(towns, 3).collect()));
    assertEquals(
        bag(ages.fullOuterJoin(towns).collect()), bag(ages.fullOuterJoin(towns, three).collect()));
  }

  @Test
  void everyFormHasTheNumberOfPartitionsAskedFor() {
    assertEquals(2, ages.join(towns).getNumPartitions());
    assertEquals(5, ages.join(towns, 5).getNumPartitions());
    assertEquals(5, ages.leftOuterJoin(towns, 5).getNumPartitions());
    assertEquals(5, ages.rightOuterJoin(towns, 5).getNumPartitions());
    assertEquals(5, ages.fullOuterJoin(towns, 5).getNumPartitions());
    assertEquals(5, ages.cogroup(towns, 5).getNumPartitions());
    assertEquals(5, ages.subtractByKey(towns, 5).getNumPartitions());
    assertEquals(5, ages.subtract(ages, 5).getNumPartitions());
    assertEquals(5, ages.distinct(5).getNumPartitions());
    assertEquals(3, ages.join(towns, three).getNumPartitions());
  }

  @Test
  void cogroupTakesUpToFourDatasets() {
    var two = Map.of("ann", new Tuple2<>(List.of(1, 3), List.of("x", "z")));
    for (var groups :
        List.of(
            ages.cogroup(towns),
            ages.cogroup(towns, 3),
            ages.cogroup(towns, three),
            ages.groupWith(towns))) {
      assertEquals(two, groups.filter(p -> p._1.equals("ann")).collectAsMap());
      assertEquals(3, groups.count());
    }
    var three3 = List.of(new Tuple3<>(List.of(2), List.of(), List.of(2)));
    for (var groups :
        List.of(
            ages.cogroup(towns, ages),
            ages.cogroup(towns, ages, 3),
            ages.cogroup(towns, ages, three),
            ages.groupWith(towns, ages))) {
      assertEquals(three3, groups.lookup("bob"));
    }
    var four = List.of(new Tuple4<>(List.of(), List.of("y"), List.of(), List.of("y")));
    for (var groups :
        List.of(
            ages.cogroup(towns, ages, towns),
            ages.cogroup(towns, ages, towns, 3),
            ages.cogroup(towns, ages, towns, three),
            ages.groupWith(towns, ages, towns))) {
      assertEquals(four, groups.lookup("cid"));
    }
  }

  @Test
  void everyFormOfSubtractingGivesTheSame() {
    List<Object> bob = List.of(pair("bob", 2));
    assertEquals(bob, ages.subtractByKey(towns).collect());
    assertEquals(bob, ages.subtractByKey(towns, 3).collect());
    assertEquals(bob, ages.subtractByKey(towns, three).collect());
    JavaPairRDD<String, Integer> anns = ages.filter(p -> p._1.equals("ann"));
    assertEquals(bob, ages.subtract(anns).collect());
    assertEquals(bob, ages.subtract(anns, 3).collect());
    assertEquals(bob, ages.subtract(anns, three).collect());
    assertEquals(bob, ages.partitionBy(three).subtract(anns, three).collect());
  }

  @Test
  void anEmptySideIsNoError() {
    JavaPairRDD<String, Integer> empty = JavaPairRDD.fromJavaRDD(context.emptyRDD());
    assertEquals(0, empty.join(ages).count());
    assertEquals(0, ages.join(empty).count());
    assertEquals(3, ages.leftOuterJoin(empty).count());
    assertEquals(3, empty.rightOuterJoin(ages).count());
    assertEquals(3, empty.fullOuterJoin(ages).count());
    assertEquals(0, empty.subtractByKey(ages).count());
    assertEquals(0, empty.subtract(ages).count());
    assertEquals(3, ages.subtract(empty).count());
    assertEquals(0, empty.intersection(ages).count());
    assertEquals(0, empty.reduceByKey(Integer::sum).subtractByKey(ages).count());
    assertEquals(2, empty.reduceByKey(Integer::sum).cogroup(ages).count());
  }

  @Test
  void aJoinWithItselfIsRightThoughFunctionsChangeWhatTheyGet() {
    JavaPairRDD<String, ArrayList<Integer>> lists =
        ages.mapValues(n -> new ArrayList<>(List.of(n)))
            .reduceByKey(
                (a, b) -> {
                  a.addAll(b);
                  return a;
                });
    var joined =
        lists
            .join(lists)
            .mapValues(
                both -> {
                  both._1.addAll(both._2);
                  both._2.clear();
                  return both._1;
                });
    assertEquals(Map.of("ann", List.of(1, 3, 1, 3), "bob", List.of(2, 2)), joined.collectAsMap());
  }

  @Test
  void distinctIsRightThoughLaterFunctionsChangeRecords() {
    List<Integer> twice = Arrays.asList(1, 1);
    JavaPairRDD<Integer, List<Integer>> lists =
        context
            .parallelize(twice, 1)
            .mapToPair(n -> pair(n, (List<Integer>) new ArrayList<>(List.of(n))))
            .partitionBy(three);
    var changed =
        lists
            .distinct()
            .mapValues(
                list -> {
                  list.add(2);
                  return list;
                });
    assertEquals(List.of(pair(1, List.of(1, 2))), changed.collect());
  }

  @Test
  void aJoinOfOneHugeKeyIsNotBuffered() {
    List<Integer> many = IntStream.range(0, 20_000).boxed().toList();
    JavaPairRDD<Integer, Integer> skewed = context.parallelize(many, 2).mapToPair(n -> pair(0, n));
    assertEquals(5, skewed.join(skewed).take(5).size()); // of 400 million
  }

  @Test
  void takingFromAJoinMakesNoMorePairsThanItNeeds() {
    Counter made = new Counter();
    JavaPairRDD<String, Integer> some =
        ages.join(towns, 1)
            .mapValues(
                both -> {
                  made.incrementAndGet();
                  return both._1;
                });
    assertEquals(List.of(pair("ann", 1)), some.take(1));
    assertEquals(1, made.get());
  }

  @Test
  void arraysAreRefusedAsKeys() {
    JavaPairRDD<byte[], Integer> arrays =
        context.parallelize(List.of(1), 1).mapToPair(n -> pair(new byte[] {1}, n));
    for (JavaPairRDD<?, ?> dataset :
        List.of(arrays.join(arrays), arrays.subtractByKey(arrays), arrays.groupByKey())) {
      String message = assertThrows(SparkException.class, dataset::count).getMessage();
      assertTrue(message.contains("array keys: byte[]; use a string or a list"), message);
    }
  }

  private static void refused(String text, Executable call) {
    assertEquals(text, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    JavaPairRDD<String, Integer> none = null;
    Partitioner nowhere = null;
    refused("join: other is null.", () -> ages.join(none));
    refused("leftOuterJoin: other is null.", () -> ages.leftOuterJoin(none, 2));
    refused("rightOuterJoin: other is null.", () -> ages.rightOuterJoin(none, three));
    refused("fullOuterJoin: other is null.", () -> ages.fullOuterJoin(none));
    refused("cogroup: other is null.", () -> ages.cogroup(none, 2));
    refused("cogroup: other is null.", () -> ages.cogroup(ages, none));
    refused("cogroup: other is null.", () -> ages.cogroup(ages, ages, none, 3));
    refused("subtract: other is null.", () -> ages.subtract(none));
    refused("subtractByKey: other is null.", () -> ages.subtractByKey(none));
    refused("intersection: other is null.", () -> ages.intersection(none));
    refused("union: other is null.", () -> ages.union(none));
    refused("join: partitioner is null.", () -> ages.join(ages, nowhere));
    refused("leftOuterJoin: partitioner is null.", () -> ages.leftOuterJoin(ages, nowhere));
    refused("rightOuterJoin: partitioner is null.", () -> ages.rightOuterJoin(ages, nowhere));
    refused("fullOuterJoin: partitioner is null.", () -> ages.fullOuterJoin(ages, nowhere));
    refused("cogroup: partitioner is null.", () -> ages.cogroup(ages, nowhere));
    refused("subtract: partitioner is null.", () -> ages.subtract(ages, nowhere));
    refused("subtractByKey: partitioner is null.", () -> ages.subtractByKey(ages, nowhere));
    refused("join: numPartitions is 0; use 1 to 100000.", () -> ages.join(ages, 0));
    refused("cogroup: numPartitions is 0; use 1 to 100000.", () -> ages.cogroup(ages, 0));
    refused("distinct: numPartitions is 0; use 1 to 100000.", () -> ages.distinct(0));
    refused("subtract: numPartitions is -1; use 1 to 100000.", () -> ages.subtract(ages, -1));
  }
}
