package benchmarks.engine;

import benchmarks.data.RestartPlace;
import benchmarks.workload.Outcome;
import benchmarks.workload.Workload;
import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Counts the lines of files over a window with an inverse function. The first process ends when the
 * window is full, the second one with its first new batch.
 */
final class Restart implements Workload {
  // Not of the instance: the legacy engine serialises the output function.
  private static volatile RestartPlace place;
  private static volatile CountDownLatch left;
  private static volatile boolean goesOn;

  private JavaStreamingContext streaming;

  Restart(RestartPlace where) {
    place = where;
    goesOn = where.isFilled();
    left = new CountDownLatch(goesOn ? 1 : where.ratio() + 2);
  }

  @Override
  public Outcome run() throws Exception {
    streaming = JavaStreamingContext.getOrCreate(place.checkpoint().toString(), Restart::make);
    streaming.start();
    place.feed();
    if (!left.await(5, TimeUnit.MINUTES)) {
      throw new IllegalStateException(left.getCount() + " batches did not come.");
    }
    if (!goesOn) {
      place.filled();
    }
    return new Outcome(RestartPlace.DONE, 1);
  }

  private static JavaStreamingContext make() {
    Duration interval = Durations.milliseconds(place.interval());
    JavaStreamingContext made =
        new JavaStreamingContext(new SparkConf().setAppName("benchmark"), interval);
    made.checkpoint(place.checkpoint().toString());
    made.textFileStream(place.in().toUri().toString())
        .mapToPair(line -> new Tuple2<>(line, 1))
        .reduceByKeyAndWindow(
            Integer::sum,
            (all, old) -> all - old,
            Durations.milliseconds((long) place.interval() * place.ratio()),
            interval)
        .foreachRDD(Restart::output);
    return made;
  }

  private static void output(JavaPairRDD<String, Integer> counts, Time time) {
    if (counts.count() > 0 && (!goesOn || RestartPlace.isNew(time.milliseconds()))) {
      left.countDown();
    }
  }

  @Override
  public void close() {
    streaming.stop();
  }
}
