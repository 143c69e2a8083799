package benchmarks.engine;

import benchmarks.data.StateInputs;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Which records come in which batch. Batches are empty until {@link #open}: the first of them loads
 * the state, which takes one engine longer than another, and those that were due meanwhile are to
 * be through before anything is timed.
 */
final class StateFeed {
  private final List<JavaRDD<String>> datasets = new ArrayList<>();
  private final Map<Long, Integer> numbers = new HashMap<>();
  private final CountDownLatch loaded = new CountDownLatch(1);
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final int interval;
  private boolean open;

  StateFeed(JavaSparkContext context, StateInputs.Sizes sizes) {
    interval = sizes.interval();
    for (int i = 0; i < sizes.batches(); i++) {
      int number = i;
      datasets.add(Parts.of(context).mapPartitions(part -> StateInputs.part(number, part.next())));
    }
  }

  /** Called once for each batch, in their order. */
  synchronized JavaRDD<String> next(JavaRDD<String> nothing, Time time) {
    if (!open || numbers.size() == datasets.size()) {
      return nothing;
    }
    numbers.put(time.milliseconds(), numbers.size());
    return datasets.get(numbers.size() - 1);
  }

  /** The number of the batch of that time among those with records; -1 for one without. */
  synchronized int number(Time time) {
    return numbers.getOrDefault(time.milliseconds(), -1);
  }

  /** A batch without records has been through. */
  void idle(Time time) {
    loaded.countDown();
    if (System.currentTimeMillis() - time.milliseconds() < interval) {
      caughtUp.countDown();
    }
  }

  /**
   * @throws IllegalStateException if it takes too long
   */
  void awaitLoaded() throws InterruptedException {
    await(loaded, "The state was not loaded");
  }

  /** Waits until a batch is through before the next one is due, and lets the records come. */
  void open() throws InterruptedException {
    await(caughtUp, "No batch was done within the interval of " + interval + " ms");
    synchronized (this) {
      open = true;
    }
  }

  private static void await(CountDownLatch what, String otherwise) throws InterruptedException {
    if (!what.await(5, TimeUnit.MINUTES)) {
      throw new IllegalStateException(otherwise + " for 5 minutes.");
    }
  }
}
