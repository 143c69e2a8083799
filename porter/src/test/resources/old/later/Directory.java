package com.example.later;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

public class Directory {
  public static void main(String[] args) throws Exception {
    SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("directory");
    JavaStreamingContext jssc = new JavaStreamingContext(conf, Durations.milliseconds(500));
    Path in = Files.createTempDirectory("directory");
    JavaDStream<String> lines = jssc.textFileStream(in.toString());
    JavaPairDStream<Integer, String> swapped =
        lines.flatMap(line -> Arrays.asList(line.split(",")).iterator())
            .mapToPair(w -> new Tuple2<>(w, 1))
            .reduceByKey(Integer::sum)
            .mapToPair(Tuple2::swap)
            .transformToPair(rdd -> rdd.sortByKey(false, 1));
    swapped.foreachRDD(rdd -> { if (!rdd.isEmpty()) System.out.println(rdd.take(2)); });
    jssc.start();
    Path hidden = in.resolve(".new");
    Files.write(hidden, Arrays.asList("é,b,é", "é,b,c"));
    Files.move(hidden, in.resolve("new"));
    jssc.awaitTermination();
    Files.delete(Paths.get(in.toString(), "new"));
  }
}
