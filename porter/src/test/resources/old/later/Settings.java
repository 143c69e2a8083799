package com.example.later;

import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.PairFunction;
import scala.Tuple2;

/** Its Function is Java's own, and so are its streams. */
public class Settings {
  enum Side implements PairFunction<String, Side, Integer> {
    LEFT, RIGHT;

    @Override
    public Tuple2<Side, Integer> call(String text) {
      return new Tuple2<>(this, text.length());
    }
  }

  static final Function<String, Void> NOTHING = text -> { System.out.println("<" + text + ">"); return null; };

  public static void main(String[] args) {
    SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("settings\torg.apache.spark");
    Stream.of("a b", "c").flatMap(line -> java.util.Arrays.asList(line.split(" ")).stream()).forEach(NOTHING::apply);
    try (JavaSparkContext sc = new JavaSparkContext(conf)) {
      sc.textFile(args.length > 0 ? args[0] : "/dev/null").mapToPair(Side.LEFT).collect();
      System.out.println(conf.get("spark.app.name"));
    }
  }
}
