package org.apache.spark.examples;

import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A program in a package of the legacy engine's, as its examples are. */
public class Packaged {
  public static void main(String[] args) throws Exception {
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf().setAppName("packaged"))) {
      int sum = context.parallelize(Arrays.asList(1, 2, 3)).map(n -> n * 2).reduce(Integer::sum);
      Files.write(Paths.get(args[0]), Collections.singletonList("sum " + sum));
    }
  }
}
