package com.example.later;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.partial.BoundedDouble;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.dstream.DStream;
import scala.Option;
import scala.Tuple2;
import scala.Tuple4;

/** Leaves the Java layer here and there, and has generic helpers of its own. */
public abstract class Sides<T extends java.io.Serializable & Comparable<T>> {
  protected abstract JavaDStream<T> input(JavaStreamingContext ssc);

  static class Numbered<E> implements FlatMapFunction<Iterator<E>, Tuple4<Integer, Long, E, Integer>> {
    @Override
    public Iterator<Tuple4<Integer, Long, E, Integer>> call(final Iterator<E> elements) {
      return new Iterator<Tuple4<Integer, Long, E, Integer>>() {
        private long next;

        @Override public boolean hasNext() { return elements.hasNext(); }

        @Override
        public Tuple4<Integer, Long, E, Integer> next() {
          if (!hasNext()) throw new NoSuchElementException();
          return new Tuple4<>(TaskContext.getPartitionId(), next++, elements.next(), 0);
        }
      };
    }
  }

  void run(SparkConf conf) throws InterruptedException {
    JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.seconds(1));
    StreamingContext inner = ssc.ssc();
    Option<String> directory = inner.sparkContext().getCheckpointDir();
    JavaDStream<T> input = input(ssc).persist(StorageLevel.MEMORY_ONLY_SER());
    DStream<T> behind = input.dstream();
    input.mapPartitions(new Numbered<T>()).foreachRDD(new VoidFunction<JavaRDD<Tuple4<Integer, Long, T, Integer>>>() {
      @Override
      public void call(JavaRDD<Tuple4<Integer, Long, T, Integer>> rdd) {
        RDD<Tuple4<Integer, Long, T, Integer>> scala = rdd.rdd();
        JavaPairRDD<Integer, Long> counts = rdd.mapToPair(t -> new Tuple2<>(t._1(), t._2()));
        BoundedDouble mean = rdd.countApprox(1000).getFinalValue();
        System.out.println(scala.isEmpty() + " " + counts.collectAsMap() + " " + mean + directory.isDefined() + behind);
      }
    });
    ssc.start();
    ssc.awaitTerminationOrTimeout(10000);
    ssc.stop(true, true);
  }
}
