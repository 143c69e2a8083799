package benchmarks.engine;

import benchmarks.data.Inputs;
import benchmarks.workload.BatchTimes;
import benchmarks.workload.Outcome;
import benchmarks.workload.Workload;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * The word count as a stream over a queue with one dataset for each batch. An operation is a
 * streaming context from its making to its last batch; its stop is not timed.
 */
final class TinyBatch implements Workload {
  private static final int PATIENCE_MILLIS = 60_000;

  private final JavaSparkContext context;
  private final List<List<String>> batches;
  private final int interval;
  private JavaStreamingContext streaming;

  TinyBatch(JavaSparkContext context, List<List<String>> batches, int interval) {
    this.context = context;
    this.batches = batches;
    this.interval = interval;
  }

  @Override
  public Outcome run() throws InterruptedException {
    streaming = new JavaStreamingContext(context, Durations.milliseconds(interval));
    Queue<JavaRDD<String>> queue = new ArrayDeque<>();
    for (List<String> lines : batches) {
      queue.add(context.parallelize(lines, Inputs.PARTITIONS));
    }
    BatchTimes times = new BatchTimes(batches.size());
    streaming
        .queueStream(queue)
        .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
        .mapToPair(word -> new Tuple2<>(word, 1))
        .reduceByKey(Integer::sum)
        .foreachRDD(
            (counts, time) -> {
              long begin = System.nanoTime();
              List<Tuple2<String, Integer>> rows = counts.collect();
              times.batch(time.milliseconds(), System.nanoTime() - begin);
              times.checked(WordCounts.checksum(rows));
            });
    streaming.start();
    return times.await((long) interval * batches.size() + PATIENCE_MILLIS);
  }

  @Override
  public void settle() {
    streaming.stop(false);
  }

  @Override
  public void close() {
    context.stop();
  }
}
