package com.example.later;

import java.util.Arrays;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Serializable;
import scala.Tuple2;
import scala.Tuple3;

public class FromSession implements Serializable {
  private final String name = "tide";

  public static void main(String[] args) {
    SparkSession spark =
        SparkSession.builder().master("local[2]").appName("from a session").config("spark.ui.enabled", false).getOrCreate();
    JavaSparkContext sc = JavaSparkContext.fromSparkContext(spark.sparkContext());
    System.out.println(
        sc.parallelize(Arrays.asList(3, 1, 2), 1)
            .mapToPair(n -> new Tuple2<>(n, "n" + n))
            .leftOuterJoin(sc.parallelizePairs(Arrays.asList(new Tuple2<>(1, new FromSession().name))), 1)
            .map(pair -> new Tuple3<>(pair._1(), pair._2()._1(), pair._2()._2().orElse("-")))
            .sortBy(Tuple3::_1, true, 1)
            .collect());
    spark.stop();
  }
}
