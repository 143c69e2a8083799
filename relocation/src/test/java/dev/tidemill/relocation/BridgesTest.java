package dev.tidemill.relocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaDoubleRDD;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BridgesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "api/java/JavaPairRDD | flatMapValues | (Lorg/apache/spark/api/java/function/Function;)"
            + "Lorg/apache/spark/api/java/JavaPairRDD;",
        "streaming/api/java/JavaStreamingContext | union |"
            + " (Lorg/apache/spark/streaming/api/java/JavaDStream;Ljava/util/List;)"
            + "Lorg/apache/spark/streaming/api/java/JavaDStream;"
      })
  void areFoundByTheLegacyDescriptor(String owner, String name, String descriptor) {
    assertNotNull(Bridge.of("org/apache/spark/" + owner, name, descriptor));
  }

  @Test
  void otherMethodsOfTheNameAreLeftAlone() {
    String rdd = "org/apache/spark/api/java/JavaPairRDD";
    assertNull(Bridge.of(rdd, "flatMapValues", "()V"));
    assertNull(
        Bridge.of(
            "my/JavaPairRDD",
            "flatMapValues",
            "(Lorg/apache/spark/api/java/function/Function;)L" + rdd + ";"));
  }

  @Test
  void doWhatTheLegacyMethodsDid() {
    SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("bridges");
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      JavaRDD<Integer> one = context.parallelize(List.of(1, 2), 2);
      assertEquals(
          List.of(1, 2, 1, 2, 3),
          Bridges.union(context, one, List.of(one, context.parallelize(List.of(3)))).collect());
      JavaPairRDD<String, Integer> pairs =
          context.parallelizePairs(List.of(new Tuple2<>("a", 2), new Tuple2<>("b", 0)));
      assertEquals(
          List.of(new Tuple2<>("a", "x"), new Tuple2<>("a", "x")),
          Bridges.flatMapValues(pairs, count -> Collections.nCopies(count, "x")).collect());
      assertEquals(4, Bridges.union(context, pairs, List.of(pairs)).count());
      JavaDoubleRDD doubles = one.mapToDouble(Integer::doubleValue);
      assertEquals(6.0, Bridges.union(context, doubles, List.of(doubles)).sum());
    }
  }
}
