package dev.tidemill.streaming.api.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.dstream.Streams;
import dev.tidemill.rdd.RDD;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class JavaPairDStreamTest {
  private final Streams streams = new Streams();
  private final List<Tuple2<String, Integer>> records =
      List.of(pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4));

  @AfterEach
  void stop() {
    streams.close();
  }

  private static <A, B> Tuple2<A, B> pair(A first, B second) {
    return new Tuple2<>(first, second);
  }

  @Test
  void reduceByKeyHasAsManyPartitionsAsAskedFor() throws Exception {
    JavaPairDStream<String, Integer> stream = streams.pairs(records);
    List<Integer> partitions = new ArrayList<>();
    stream.reduceByKey(Integer::sum, 5).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));
    stream.reduceByKey(Integer::sum).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));
    streams.run(1);
    assertEquals(List.of(5, streams.sparkContext().defaultParallelism()), partitions);
  }

  @Test
  void reduceByKeyPlacesKeysAsThePartitionerSays() throws Exception {
    Partitioner lastOfThree =
        new Partitioner() {
          @Override
          public int numPartitions() {
            return 3;
          }

          @Override
          public int getPartition(Object key) {
            return 2;
          }
        };
    List<Tuple2<Integer, Integer>> sizes = new ArrayList<>();
    streams
        .pairs(records)
        .reduceByKey(Integer::sum, lastOfThree)
        .mapPartitions(
            pairs -> {
              int size = 0;
              for (; pairs.hasNext(); pairs.next()) {
                size++;
              }
              return List.of(size).iterator();
            })
        .foreachRDD(rdd -> sizes.add(pair(rdd.getNumPartitions(), rdd.collect().get(2))));
    streams.run(1);
    assertEquals(List.of(pair(3, 3)), sizes);
  }

  @Test
  void aPairStreamIsAViewOfAStreamOfPairs() throws Exception {
    JavaDStream<Tuple2<String, Integer>> plain = streams.of(records);
    JavaPairDStream<String, Integer> pairs = JavaPairDStream.fromJavaDStream(plain);
    JavaDStream<Tuple2<String, Integer>> back = pairs.toJavaDStream();
    assertSame(plain.dstream(), pairs.dstream());
    assertSame(plain.dstream(), back.dstream());
    assertSame(streams.context(), pairs.context());
    List<List<Tuple2<String, Integer>>> seen = streams.collect(back);
    streams.run(1);
    assertEquals(List.of(records), seen);
  }

  @Test
  void wrapRddGivesAPairDataset() {
    JavaPairRDD<String, Integer> dataset =
        new JavaSparkContext(streams.sparkContext()).parallelizePairs(records);
    RDD<Tuple2<String, Integer>> behind = dataset.rdd();
    assertEquals(records, streams.pairs(records).wrapRDD(behind).collect());
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    JavaPairDStream<String, Integer> stream = streams.pairs(records);
    Function2<Integer, Integer, Integer> none = null;
    Partitioner noPartitioner = null;
    refused("filter", () -> stream.filter(null));
    refused("mapValues", () -> stream.mapValues(null));
    refusedValue("union", () -> stream.union(null));
    refused("reduceByKey", () -> stream.reduceByKey(none));
    refused("reduceByKey", () -> stream.reduceByKey(none, 2));
    refused("reduceByKey", () -> stream.reduceByKey(none, new HashPartitioner(2)));
    refusedValue("reduceByKey", () -> stream.reduceByKey(Integer::sum, noPartitioner));
    for (int partitions : new int[] {0, -1}) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> stream.reduceByKey(Integer::sum, partitions));
      assertEquals(
          "reduceByKey: numPartitions is " + partitions + "; use 1 to 100000.",
          refused.getMessage());
    }
  }

  private static void refused(String operator, Executable call) {
    String message = assertThrows(NullPointerException.class, call).getMessage();
    assertTrue(message.startsWith(operator), message);
  }

  private static void refusedValue(String operator, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.startsWith(operator), message);
  }
}
