package dev.tidemill.published;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A program compiles and runs with this dependency alone; release/use-outside does so outside. */
class OneDependencyTest {
  @Test
  void isEnoughForAWordCount() throws Exception {
    BlockingQueue<Set<Tuple2<String, Integer>>> counted = new ArrayBlockingQueue<>(1);
    SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("words");
    try (JavaStreamingContext context =
        new JavaStreamingContext(conf, Durations.milliseconds(100))) {
      Queue<JavaRDD<String>> batches = new ArrayDeque<>();
      batches.add(context.sparkContext().parallelize(List.of("a b", "b")));
      context
          .queueStream(batches)
          .flatMap(line -> List.of(line.split(" ")).iterator())
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .foreachRDD(
              dataset -> {
                if (!dataset.isEmpty()) {
                  counted.add(new HashSet<>(dataset.collect()));
                }
              });
      context.start();
      assertEquals(
          Set.of(new Tuple2<>("a", 1), new Tuple2<>("b", 2)), counted.poll(30, TimeUnit.SECONDS));
    }
  }
}
