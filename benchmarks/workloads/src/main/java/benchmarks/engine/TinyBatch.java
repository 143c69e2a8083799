package benchmarks.engine;

import benchmarks.data.Inputs;
import benchmarks.workload.BatchTimes;
import benchmarks.workload.Outcome;
import benchmarks.workload.Workload;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * The word count as a stream over a queue with one dataset for each batch. An operation is a
 * streaming context from its making to its last batch; its stop is not timed. Each stage beyond the
 * second counts by the words without their last letter; with one there are only words.
 */
final class TinyBatch implements Workload {
  private static final int PATIENCE_MILLIS = 60_000;

  // Not of the instance: with a directory the legacy engine serialises the output functions.
  private static volatile Outputs all;

  private final JavaSparkContext context;
  private final List<List<String>> batches;
  private final int interval;
  private final int stages;
  private final int outputs;
  private JavaStreamingContext streaming;

  TinyBatch(
      JavaSparkContext context, List<List<String>> batches, int interval, int stages, int outputs) {
    this.context = context;
    this.batches = batches;
    this.interval = interval;
    this.stages = stages;
    this.outputs = outputs;
  }

  @Override
  public Outcome run() throws InterruptedException {
    streaming = new JavaStreamingContext(context, Durations.milliseconds(interval));
    Queue<JavaRDD<String>> queue = new ArrayDeque<>();
    for (List<String> lines : batches) {
      queue.add(context.parallelize(lines, Inputs.PARTITIONS));
    }
    JavaPairDStream<String, Integer> counts =
        streaming
            .queueStream(queue)
            .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
            .mapToPair(word -> new Tuple2<>(word, 1));
    for (int stage = 2; stage <= stages; stage++) {
      counts =
          (stage == 2 ? counts : counts.mapToPair(TinyBatch::shorter)).reduceByKey(Integer::sum);
    }
    all = new Outputs(new BatchTimes(batches.size()), outputs);
    for (int output = 0; output < outputs; output++) {
      counts.foreachRDD((rows, time) -> all.output(rows, time.milliseconds()));
    }
    streaming.start();
    // Several outputs may take longer than the interval.
    return all.times.await((long) interval * batches.size() * outputs + PATIENCE_MILLIS);
  }

  private static Tuple2<String, Integer> shorter(Tuple2<String, Integer> count) {
    String word = count._1();
    return new Tuple2<>(word.substring(0, Math.max(1, word.length() - 1)), count._2());
  }

  /**
   * The outputs of a batch together: its rows are there when the last output has them, and its job
   * time is that of all of them. The engines run one output after the other.
   */
  private static final class Outputs {
    private final BatchTimes times;
    private final int outputs;
    private int done;
    private long nanos;
    private long checksum;

    Outputs(BatchTimes times, int outputs) {
      this.times = times;
      this.outputs = outputs;
    }

    synchronized void output(JavaPairRDD<String, Integer> counts, long dueMillis) {
      long begin = System.nanoTime();
      List<Tuple2<String, Integer>> rows = counts.collect();
      nanos += System.nanoTime() - begin;
      done++;
      if (done == outputs) {
        times.batch(dueMillis, nanos);
      }
      checksum += WordCounts.checksum(rows);
      if (done == outputs) {
        times.checked(checksum);
        done = 0;
        nanos = 0;
        checksum = 0;
      }
    }
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
