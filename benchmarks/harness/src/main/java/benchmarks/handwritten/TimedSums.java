package benchmarks.handwritten;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Sums in the order in which their keys had data, so that idle ones can go. */
final class TimedSums extends Sums {
  private final Map<String, Sum> sums = new LinkedHashMap<>(16, 0.75f, true);
  private final long timeoutMillis;
  private long now = System.currentTimeMillis();

  private static final class Sum {
    Long value;
    long millis;

    Sum(Long value, long millis) {
      this.value = value;
      this.millis = millis;
    }
  }

  TimedSums(int timeoutMinutes) {
    timeoutMillis = TimeUnit.MINUTES.toMillis(timeoutMinutes);
  }

  @Override
  void put(String key, Long sum) {
    sums.put(key, new Sum(sum, now));
  }

  @Override
  Long increment(String key) {
    Sum sum = sums.computeIfAbsent(key, absent -> new Sum(0L, now));
    sum.value++;
    sum.millis = now;
    return sum.value;
  }

  @Override
  void batchDone() {
    Iterator<Sum> oldest = sums.values().iterator();
    while (oldest.hasNext() && oldest.next().millis < now - timeoutMillis) {
      oldest.remove();
    }
    now = System.currentTimeMillis();
  }
}
