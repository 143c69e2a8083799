package com.example.streaming;

import java.util.*;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.DoubleFlatMapFunction;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

public class Partitions {
  /** Declares more than it has to. */
  static class Letters implements PairFlatMapFunction<Iterator<String>, String, Integer> {
    @Override
    public List<Tuple2<String, Integer>> call(Iterator<String> words) throws Exception {
      ArrayList<Tuple2<String, Integer>> result = new ArrayList<>();
      while (words.hasNext()) {
        String word = words.next();
        result.add(new Tuple2<>(word.substring(0, 1), word.length()));
      }
      return result.isEmpty() ? new ArrayList<>() : result;
    }
  }

  public static void main(String[] args) {
    SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("partitions")
        .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    JavaSparkContext sc = new JavaSparkContext(conf);
    JavaRDD<String> words = sc.parallelize(Arrays.asList("ebb", "flow", "eddy", ""), 2);
    JavaRDD<String> some = words.mapPartitions(new FlatMapFunction<Iterator<String>, String>() {
      @Override
      public Iterable<String> call(Iterator<String> it) {
        final int size = 10;
        Set<String> kept = new TreeSet<String>();
        while (it.hasNext()) {
          String word = it.next();
          if (word.length() == 0) continue;
          kept.add(word);
        }
        if (kept.isEmpty()) {
          return Collections.emptyList();
        } else if (kept.size() > size) {
          return new HashSet<>(size);
        }
        return (Iterable<String>) kept;
      }
    });
    System.out.println(some.collect());
    JavaPairRDD<String, Integer> letters = some.mapPartitionsToPair(new Letters());
    System.out.println(letters.collect());
    System.out.println(letters.flatMapValues(new Function<Integer, Iterable<Integer>>() {
      @Override
      public Iterable<Integer> call(Integer length) {
        return length > 3 ? Arrays.asList(length, -length) : Collections.<Integer>emptyList();
      }
    }).collect());
    System.out.println(some.flatMapToDouble(new DoubleFlatMapFunction<String>() {
      @Override
      public Iterable<Double> call(String word) {
        return Arrays.asList((double) word.length(), 0.5);
      }
    }).sum());
    System.out.println(some.zipPartitions(some, new FlatMapFunction2<Iterator<String>, Iterator<String>, String>() {
      public Collection<String> call(Iterator<String> first, Iterator<String> second) {
        List<String> both = new LinkedList<String>();
        while (first.hasNext()) both.add(first.next() + "/" + second.next());
        return both;
      }
    }).collect());
    sc.stop();
  }
}
