package benchmarks.handwritten;

import benchmarks.data.WindowInputs;
import benchmarks.workload.BatchTimes;
import benchmarks.workload.Outcome;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts of the last slides by key. Without an inverse it keeps the counts of every slide and adds
 * them all up again; with one it adds the slide that comes to the sums and takes out the one that
 * goes. A window is filled before anything is timed, and without waiting for the clock.
 */
final class WindowLoop implements Workload {
  private final WindowInputs.Sizes sizes;
  private final boolean inverse;
  private Deque<Map<String, Integer>> slides;
  private Map<String, Integer> sums;

  WindowLoop(WindowInputs.Sizes sizes, boolean inverse) {
    this.sizes = sizes;
    this.inverse = inverse;
  }

  static WindowLoop with(Parameters parameters, boolean inverse) {
    return new WindowLoop(WindowInputs.prepare(parameters, inverse), inverse);
  }

  @Override
  public void begin() {
    slides = new ArrayDeque<>();
    sums = new HashMap<>();
    for (int slide = 0; slide < sizes.ratio(); slide++) {
      add(counts(slide));
    }
  }

  @Override
  public Outcome run() throws InterruptedException {
    BatchTimes times = new BatchTimes(sizes.batches());
    Due due = new Due(sizes.interval());
    for (int slide = sizes.ratio(); slide < sizes.slides(); slide++) {
      long dueMillis = due.awaitNext();
      long begin = System.nanoTime();
      add(counts(slide));
      Map<String, Integer> window = inverse ? withoutOldest() : addedUp();
      times.batch(dueMillis, System.nanoTime() - begin);
      times.checked(WordCounts.checksum(window));
    }
    return times.await(0);
  }

  private static Map<String, Integer> counts(int slide) {
    Map<String, Integer> counts = new HashMap<>();
    for (String key : WindowInputs.slide(slide)) {
      counts.merge(key, 1, Integer::sum);
    }
    return counts;
  }

  private void add(Map<String, Integer> counts) {
    slides.add(counts);
    if (inverse) {
      counts.forEach((key, count) -> sums.merge(key, count, Integer::sum));
    }
  }

  private Map<String, Integer> withoutOldest() {
    // To zero and no further: the engines keep such keys, having no filter.
    slides.remove().forEach((key, count) -> sums.merge(key, -count, Integer::sum));
    return sums;
  }

  private Map<String, Integer> addedUp() {
    slides.remove();
    Map<String, Integer> added = new HashMap<>();
    for (Map<String, Integer> slide : slides) {
      slide.forEach((key, count) -> added.merge(key, count, Integer::sum));
    }
    return added;
  }
}
