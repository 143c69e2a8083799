package benchmarks.engine;

import benchmarks.data.WindowInputs;
import benchmarks.workload.BatchTimes;
import benchmarks.workload.Outcome;
import benchmarks.workload.Workload;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Counts by key over a window that slides with each batch. An operation begins when the window is
 * full, so each of its slides takes one batch in and one out.
 */
final class Window implements Workload {
  // Not of the instance: with an inverse the legacy engine serialises the output function.
  private static volatile BatchTimes times;

  private final JavaSparkContext context;
  private final WindowInputs.Sizes sizes;
  private final boolean inverse;
  private JavaStreamingContext streaming;

  Window(JavaSparkContext context, WindowInputs.Sizes sizes, boolean inverse) {
    this.context = context;
    this.sizes = sizes;
    this.inverse = inverse;
  }

  @Override
  public void begin() throws InterruptedException {
    times = new BatchTimes(sizes.ratio(), sizes.batches());
    Duration interval = Durations.milliseconds(sizes.interval());
    streaming = new JavaStreamingContext(context, interval);
    Queue<JavaRDD<String>> queue = new ArrayDeque<>();
    for (int i = 0; i < sizes.slides(); i++) {
      queue.add(slide(i));
    }
    JavaPairDStream<String, Integer> records =
        streaming.queueStream(queue).mapToPair(key -> new Tuple2<>(key, 1));
    windowed(records, Durations.milliseconds((long) sizes.interval() * sizes.ratio()), interval)
        .foreachRDD(Window::output);
    streaming.start();
    times.awaitBefore(patience(sizes.ratio()));
  }

  private JavaRDD<String> slide(int number) {
    return Parts.of(context).mapPartitions(part -> WindowInputs.part(number, part.next()));
  }

  private JavaPairDStream<String, Integer> windowed(
      JavaPairDStream<String, Integer> records, Duration window, Duration slide) {
    return inverse
        ? records.reduceByKeyAndWindow(Integer::sum, (all, old) -> all - old, window, slide)
        : records.reduceByKeyAndWindow(Integer::sum, window, slide);
  }

  private static void output(JavaPairRDD<String, Integer> counts, Time time) {
    long begin = System.nanoTime();
    List<Tuple2<String, Integer>> rows = counts.collect();
    times.batch(time.milliseconds(), System.nanoTime() - begin);
    times.checked(WordCounts.checksum(rows));
  }

  @Override
  public Outcome run() throws InterruptedException {
    return times.await(patience(sizes.batches()));
  }

  /** An engine may fall behind the clock: a slide's own time is what is asked for. */
  private long patience(int slides) {
    return 60_000 + slides * Math.max(sizes.interval(), 5_000L);
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
