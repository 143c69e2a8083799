package dev.tidemill.examples;

import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.testkit.SteppedContext;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Input of pipelines. */
final class Batches {
  private Batches() {}

  /** A stream of lines, a list for each batch, each in two partitions. */
  static JavaDStream<String> lines(SteppedContext stepped, List<List<String>> batches) {
    Queue<JavaRDD<String>> queue = new ArrayDeque<>();
    batches.forEach(batch -> queue.add(stepped.context().sparkContext().parallelize(batch, 2)));
    return stepped.context().queueStream(queue);
  }
}
